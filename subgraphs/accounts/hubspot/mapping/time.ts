const parseTime = (value: string): number | null => {
  const time = /^\d{10,}$/.test(value) ? Number(value) : Date.parse(value);
  return Number.isNaN(time) ? null : time;
};

/** Returns milliseconds since the epoch. */
export const fromHubSpotTime = (value: string | null): number | null => (value === null ? null : parseTime(value));

/** Returns a day as YYYY-MM-DD. HubSpot has a day in this form or, from older imports, as milliseconds of midnight UTC. */
export const fromHubSpotDate = (value: string | null): string | null => {
  const time = fromHubSpotTime(value);
  return time === null ? null : new Date(time).toISOString().slice(0, 10);
};

/** HubSpot, "Properties, datetime": ISO 8601 in UTC. */
export const toHubSpotTime = (at: number): string => new Date(at).toISOString();
