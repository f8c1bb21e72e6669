/** Puts a text where one pastes from. @returns whether the browser lets the page */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not asked by a press, not a secure page, or forbidden
  }
}
