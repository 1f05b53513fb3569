import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../../shared/design/base.css';
import { Toaster } from '../../shared/ui/Toaster';
import { TooltipProvider } from '../../shared/ui/Tooltip';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <TooltipProvider>
      <Toaster />
    </TooltipProvider>
  </StrictMode>,
);
