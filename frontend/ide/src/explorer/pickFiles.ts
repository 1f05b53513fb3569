import { join } from '../../../shared/api/path';
import { upload } from '../files/uploads';

/** Lets a person choose files of their machine and uploads them into a directory. */
export function pickFiles(into: string): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.onchange = () =>
    void upload([...input.files!].map((file) => ({ path: join(into, file.name), file })));
  input.click();
}
