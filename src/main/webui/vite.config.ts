import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** `npm run dev` shows the page with live reload, on top of a service that runs on its usual port. */
const service = 'http://localhost:8080';

export default defineConfig({
  plugins: [react(), tailwind()],
  resolve: {
    // The original writes a <style> element, which the page's security policy refuses.
    alias: { 'react-remove-scroll': new URL('./src/ui/scroll-lock.tsx', import.meta.url).pathname },
  },
  // Every file under its hashed name, none inlined.
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  worker: { format: 'es' },
  server: { proxy: { '/api': service, '/health': service } },
  test: {
    restoreMocks: true,
    // A busy machine is slow, and no reason to fail.
    testTimeout: 30_000,
    server: { deps: { inline: [/@radix-ui/] } },
    // A page is made for what needs one: it costs more than most tests.
    projects: [
      { extends: true, test: { name: 'pure', include: ['src/**/*.test.ts'], environment: 'node' } },
      {
        extends: true,
        test: {
          name: 'components',
          include: ['src/**/*.test.tsx'],
          environment: 'jsdom',
          setupFiles: ['src/test-setup.ts'],
        },
      },
    ],
  },
});
