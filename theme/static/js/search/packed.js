// Files packed by gzip whatever the server does, so that a plain one sends no more bytes than a clever one.

/** @returns {Promise<string>} the text of a packed file; one that the server or the browser has unpacked will do too */
export async function packedText(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return new TextDecoder().decode(bytes);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}
