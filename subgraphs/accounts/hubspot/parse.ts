import { createParse } from '@customer-graph/upstream/parse';

/** The check of HubSpot's responses. */
export const parse = createParse('CRM');
