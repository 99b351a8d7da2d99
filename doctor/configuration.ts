import { createFindings, type Finding } from '@customer-graph/diagnosis/findings';
import { ConfigurationError, type Environment } from '@customer-graph/process/configuration';

export interface ConfigurationCheck {
  readonly findings: readonly Finding[];
  /** Returns null if the configuration is not usable. Its problems are then among the findings. */
  parse<T extends object>(parser: (environment: Environment) => T): T | null;
}

/** Collects problems of several configurations. A variable that several of them share is reported once. */
export function createConfigurationCheck(environment: Environment): ConfigurationCheck {
  const found = createFindings('CONFIGURATION');
  const reported = new Set<string>();
  return {
    findings: found.list,
    parse(parser) {
      try {
        return parser(environment);
      } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error;
        for (const problem of error.problems) {
          if (reported.has(problem)) continue;
          reported.add(problem);
          const [name = '', ...says] = problem.split(': ');
          found.fail(name, {
            says: says.join(': '),
            breaks: 'the program does not start: it exits with 78',
            remedy: `set ${name} in .env; .env.example describes it`,
          });
        }
        return null;
      }
    },
  };
}
