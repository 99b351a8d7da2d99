interface Version {
  readonly at: number;
  /** Null after a deletion. */
  readonly properties: Readonly<Record<string, string>> | null;
}

/** The search index of one object type, which sees changes some time after they were made. */
export interface SearchIndex {
  /** Records the properties of an object; null after a deletion. */
  record(id: string, properties: Readonly<Record<string, string>> | null): void;
  entries(): { id: string; properties: Readonly<Record<string, string>> }[];
  /** Brings the index up to date at once. */
  catchUp(): void;
}

export function createSearchIndex(lagMs: number, now: () => number): SearchIndex {
  const versions = new Map<string, Version[]>();
  return {
    record(id, properties) {
      const known = versions.get(id) ?? [];
      const visible = known.findLastIndex((version) => version.at + lagMs <= now());
      const current = { at: now(), properties: properties && { ...properties } };
      versions.set(id, [...known.slice(Math.max(0, visible)), current]);
    },
    entries: () =>
      [...versions].flatMap(([id, known]) => {
        const visible = known.findLast((version) => version.at + lagMs <= now());
        return visible?.properties ? [{ id, properties: visible.properties }] : [];
      }),
    catchUp() {
      for (const [id, known] of versions) {
        const last = known.at(-1);
        if (last) versions.set(id, [{ ...last, at: -Infinity }]);
      }
    },
  };
}
