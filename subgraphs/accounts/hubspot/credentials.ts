import { z } from 'zod';
import { ConfigurationError, parseEnvironment, type Environment } from '@customer-graph/process/configuration';
import type { HubSpotCredentials } from './access-token.ts';

const text = z.string().optional();

/**
 * Parses the credentials: HUBSPOT_ACCESS_TOKEN, or those of an app that is installed by OAuth.
 *
 * @throws {ConfigurationError} that names every bad variable
 */
export function parseHubSpotCredentials(environment: Environment): HubSpotCredentials {
  const {
    HUBSPOT_ACCESS_TOKEN: accessToken,
    HUBSPOT_CLIENT_ID: clientId,
    HUBSPOT_CLIENT_SECRET: clientSecret,
    HUBSPOT_REFRESH_TOKEN: refreshToken,
  } = parseEnvironment(environment, {
    HUBSPOT_ACCESS_TOKEN: text,
    HUBSPOT_CLIENT_ID: text,
    HUBSPOT_CLIENT_SECRET: text,
    HUBSPOT_REFRESH_TOKEN: text,
  });
  if (refreshToken === undefined && clientId === undefined) {
    if (accessToken === undefined) throw new ConfigurationError(['HUBSPOT_ACCESS_TOKEN: is missing']);
    return { kind: 'TOKEN', accessToken };
  }
  if (accessToken !== undefined)
    throw new ConfigurationError([
      'HUBSPOT_ACCESS_TOKEN: is given beside the credentials of an installed app: set one of them',
    ]);
  if (clientId !== undefined && clientSecret !== undefined && refreshToken !== undefined)
    return { kind: 'OAUTH', clientId, clientSecret, refreshToken };
  const given = {
    HUBSPOT_CLIENT_ID: clientId,
    HUBSPOT_CLIENT_SECRET: clientSecret,
    HUBSPOT_REFRESH_TOKEN: refreshToken,
  };
  throw new ConfigurationError(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [`${name}: is missing`] : [])),
  );
}
