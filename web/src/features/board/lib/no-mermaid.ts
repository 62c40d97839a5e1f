/**
 * Stands in for the diagrams-from-text package of Excalidraw: 97 MB that nothing here offers. Asked for nevertheless
 * (by pasting such text), it says so and the text is pasted as text.
 */
export function parseMermaidToExcalidraw(): Promise<never> {
  return Promise.reject(new Error('diagrams from text are not supported'))
}
