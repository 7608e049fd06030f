// A grid that arrows walk through: one cell is in the order of the Tab key, the others are reached from it.
const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
const seen = (el) => el.getClientRects().length > 0;

export function walk(table) {
  const rows = () => [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("[data-cell]")].filter(seen));
  const first = rows()[0]?.[0];
  for (const cell of table.querySelectorAll("[data-cell]")) cell.tabIndex = cell === first ? 0 : -1;

  table.addEventListener("focusin", (e) => {
    const cell = e.target.closest("[data-cell]");
    if (!cell) return;
    for (const other of table.querySelectorAll("[data-cell]")) other.tabIndex = other === cell ? 0 : -1;
  });
  table.addEventListener("keydown", (e) => {
    const step = steps[e.key];
    const cell = e.target.closest("[data-cell]");
    if (!step || !cell || e.ctrlKey || e.metaKey || e.altKey) return;
    const grid = rows();
    const row = grid.findIndex((cells) => cells.includes(cell));
    const next = grid[row + step[0]]?.[grid[row].indexOf(cell) + step[1]];
    e.preventDefault();
    next?.focus();
  });
}
