import { fileIcon, folderIcon } from './fileIcons';
import './FileIcon.css';

/** The sources are part of the build, so it is safe to put them into the page as they are. */
export function FileIcon({ path }: { path: string }) {
  return <Svg source={fileIcon(path)} />;
}

export function FolderIcon({ open }: { open: boolean }) {
  return <Svg source={folderIcon(open)} />;
}

function Svg({ source }: { source: string }) {
  return <span className="file-icon" aria-hidden dangerouslySetInnerHTML={{ __html: source }} />;
}
