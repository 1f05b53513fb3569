import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  test: {
    environment: 'jsdom',
    include: ['{shared,home,ide,build}/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    // A bound for what hangs, not for how quick something is.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
