// Server-sent events out of the body of an answer: unlike an EventSource it lets one see why the server refuses.

/** @yields {{name: string, data: string}} */
export async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (rest + value.replaceAll('\r', '')).split('\n\n');
      rest = blocks.pop();
      for (const block of blocks) {
        const event = parsed(block);
        if (event.data !== '') yield event;
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function parsed(block) {
  const event = { name: 'message', data: '' };
  const lines = [];
  for (const line of block.split('\n')) {
    const cut = line.indexOf(':');
    if (cut <= 0) continue; // a comment
    const value = line.slice(cut + 1).replace(/^ /, '');
    if (line.slice(0, cut) === 'event') event.name = value;
    else if (line.slice(0, cut) === 'data') lines.push(value);
  }
  event.data = lines.join('\n');
  return event;
}
