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

/** `patience` in milliseconds; none is the one of all calls. */
export const readPortfolio = (patience?: number): Promise<Portfolio> =>
  call('/portfolio', { patience });

export const readPositions = (patience?: number): Promise<PositionList> =>
  call('/positions', { patience });
