import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../../shared/design/base.css';
import { Toaster } from '../../shared/ui/Toaster';
import { TooltipProvider } from '../../shared/ui/Tooltip';
import { Layout } from './Layout';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <TooltipProvider>
      <Layout>{null}</Layout>
      <Toaster />
    </TooltipProvider>
  </StrictMode>,
);
