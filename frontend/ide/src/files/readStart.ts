import { send } from '../../../shared/api/http';
import { fileUrl } from './fileActions';

/**
 * The beginning of a file as text, and no more of it over the line than that. What is no UTF-8, as a
 * character that was cut at the end, becomes a replacement character.
 */
export async function readStart(path: string, bytes: number, signal: AbortSignal): Promise<string> {
  const response = await send('GET', fileUrl(path), { signal });
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let left = bytes; left > 0;) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    text += decoder.decode(value.subarray(0, left), { stream: true });
    left -= value.length;
  }
  await reader.cancel();
  return text + decoder.decode();
}
