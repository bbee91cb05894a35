// Files packed by gzip whatever the server does, so that a plain one sends no more bytes than a clever one.

/** @returns {Promise<ArrayBuffer>} a packed file, unpacked */
export async function packedBytes(address, options = {}) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return unpacked(await answer.arrayBuffer());
}

/** @returns {Promise<string>} the text of a packed file */
export async function packedText(address, options) {
  return new TextDecoder().decode(await packedBytes(address, options));
}

/** @returns {Promise<ArrayBuffer>} bytes unpacked; those that the server or the browser has unpacked will do too */
export async function unpacked(content) {
  const [first, second] = new Uint8Array(content, 0, Math.min(2, content.byteLength));
  if (first !== 0x1f || second !== 0x8b) return content;
  return new Response(new Blob([content]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}
