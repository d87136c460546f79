import { call } from './http';
import type { Environment, Login, Portfolio, PositionList } from './types';

/** What is sent to connect; the simulator needs no key. */
export interface Credentials {
  environment: Environment;
  api_key?: string;
  private_key?: string;
  subaccount?: number;
}

export const authenticate = (credentials: Credentials): Promise<Login> =>
  call('/authenticate', { method: 'POST', body: credentials });

export const logout = (): Promise<{ status: string }> => call('/logout', { method: 'DELETE' });

export const readPortfolio = (): Promise<Portfolio> => call('/portfolio');

export const readPositions = (): Promise<PositionList> => call('/positions');
