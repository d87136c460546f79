/** What went wrong with a login, for the person who tried, and where in the form. */
import type { ProblemError } from '../../api/http';
import type { Environment } from '../../api/types';
import { span } from '../../format/times';

export type FieldName = 'api_key' | 'private_key' | 'environment' | 'subaccount';

const FIELDS: readonly string[] = ['api_key', 'private_key', 'environment', 'subaccount'];

/** Errors that belong to one box of the form. */
export function fieldErrors(problem: ProblemError | null): Partial<Record<FieldName, string>> {
  if (!problem) {
    return {};
  }
  if (problem.code === 'invalid_private_key') {
    return { private_key: problem.message };
  }
  return Object.fromEntries(
    problem.violations
      .filter(({ field }) => FIELDS.includes(field))
      .map(({ field, message }) => [field, sentence(message)]),
  );
}

/** `is missing` stands beside its box. */
const sentence = (words: string): string => `This ${words}.`;

/** What belongs to no box. */
export function explain(problem: ProblemError, environment: Environment): string {
  if (environment === 'simulator' && isOff(problem)) {
    return 'The simulator is switched off here. Whoever runs this service can start it with SIMULATOR_ENABLED=true.';
  }
  if (isOff(problem)) {
    return `This service does not offer the environment “${environment}”.`;
  }
  const wait = problem.retryAfter ? ` Try again in ${span(problem.retryAfter)}.` : '';
  return problem.message + wait;
}

const isOff = (problem: ProblemError): boolean =>
  problem.violations.some(({ field }) => field === 'environment');
