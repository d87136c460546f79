import { QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { authenticate, logout, readPortfolio } from './account';
import { ProblemError } from './http';
import type { Login, Portfolio } from './types';

/** Everything below this key belongs to one account and is forgotten with its session. */
export const ACCOUNT = ['account'] as const;

const SESSION = [...ACCOUNT, 'portfolio'] as const;

const MAX_RETRIES = 2;

/** A refusal stays a refusal: only what may be better in a moment is tried again. */
function worthRetrying(failures: number, error: Error): boolean {
  const passing = error instanceof ProblemError && (error.status === 0 || error.status >= 500);
  return passing && failures < MAX_RETRIES;
}

export const newQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: worthRetrying, staleTime: 30_000, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });

/** The first call of the page: it tells whether there is a session, and what it is worth. */
export function useSession() {
  return useQuery<Portfolio>({
    queryKey: SESSION,
    queryFn: () => readPortfolio(),
    staleTime: Infinity,
    refetchInterval: (query) => (passes(query.state.error) ? 5_000 : false),
  });
}

const passes = (error: Error | null): boolean =>
  error instanceof ProblemError && !error.isLogin;

/** What was sent holds the private key: it stays in no cache, whether it was taken or refused. */
export function useLogin(onConnected: (login: Login) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: authenticate,
    gcTime: 0,
    onSuccess: async (login) => {
      onConnected(login);
      await client.resetQueries({ queryKey: ACCOUNT });
    },
  });
}

export function useLogout(onLeft: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: logout,
    onSuccess: async () => {
      onLeft();
      await client.resetQueries({ queryKey: ACCOUNT });
    },
  });
}
