/** Beside a code of the first table, the anchor is `error-CODE`; of the second, whose codes come in payloads, `userError-CODE`. */
const anchors = ['error', 'userError'];

/** docs/errors.md as HTML: the little of Markdown that it uses, and a row that can be linked to for each code. */
export function errorsPage(markdown: string): string {
  const tables = anchors.values();
  const blocks = markdown.trim().split(/\n{2,}/);
  return blocks.map((block) => (block.startsWith('|') ? table(block, tables.next().value ?? '') : prose(block))).join('\n');
}

function prose(block: string): string {
  const heading = /^(#+) (.*)$/.exec(block);
  if (!heading) return `<p>${inline(block)}</p>`;
  const level = heading[1]!.length;
  return `<h${level}>${inline(heading[2]!)}</h${level}>`;
}

function table(block: string, anchor: string): string {
  const [head, , ...rows] = block.split('\n').map((line) => line.replace(/^\|\s*|\s*\|$/g, '').split(/\s+\|\s+/));
  const titles = head!.map((cell) => `<th scope="col">${inline(cell)}</th>`).join('');
  return `<table>\n<thead><tr>${titles}</tr></thead>\n<tbody>\n${rows.map((cells) => row(cells, anchor)).join('\n')}\n</tbody>\n</table>`;
}

function row(cells: string[], anchor: string): string {
  const code = cells[0]!.replaceAll('`', '');
  return `<tr id="${anchor}-${code}">${cells.map((cell) => `<td>${inline(cell)}</td>`).join('')}</tr>`;
}

function inline(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', ' ');
  return escaped.replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}
