import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  test: {
    environment: 'jsdom',
    include: ['{shared,home,ide,build}/**/*.test.{ts,tsx}'],
    restoreMocks: true,
  },
});
