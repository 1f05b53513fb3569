import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../../shared/design/base.css';
import { Toaster } from '../../shared/ui/Toaster';
import { TooltipProvider } from '../../shared/ui/Tooltip';
import { listenForKeys } from './commands/commands';
import { registerCommands } from './commands/ideCommands';
import { startDocuments } from './editor/liveDocuments';
import { prefetchEditor } from './editor/loadMonaco';
import { startTree } from './explorer/treeStore';
import { Workbench } from './layout/Workbench';
import { keepTitle } from './layout/title';
import { definePersonColors } from './live/personColors';
import { startWhereabouts } from './live/whereabouts';
import { startSession } from './session/session';
import { startTerminals } from './terminal/terminals';

definePersonColors();
registerCommands();
listenForKeys();
startTree();
startDocuments();
startWhereabouts();
startTerminals();
prefetchEditor();
startSession();
keepTitle();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <TooltipProvider>
      <Workbench />
      <Toaster />
    </TooltipProvider>
  </StrictMode>,
);
