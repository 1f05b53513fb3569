import { defineConfig } from 'vite';
import { site } from '../build/site.ts';

export default defineConfig(site('home'));
