/** HubSpot, Associations v4, "Association type IDs": HubSpot's own types. */
export const parentToChildCompany = 13;
export const noteToCompany = 190;
/** An association without a label. It gives no role. */
export const contactToCompany = 279;

/** The associations of a new object with one company. */
export const associatedWith = (companyId: string, associationTypeId: number) => [
  {
    to: { id: companyId },
    // Each API of the SDK declares its own enum of categories.
    types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }] as never,
  },
];
