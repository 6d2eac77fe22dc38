/** Of the emulator's page alone. */
export const UI_STYLE = `
.top .spread { flex: 1; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) 340px; gap: 0 14px; align-items: start; }
td .format { white-space: nowrap; }
#status:not(:empty) { position: sticky; top: 8px; z-index: 1; margin-top: 8px; padding: 6px 14px; border: 1px solid var(--accent); border-radius: 8px; background: var(--surface); }
button, input, select { font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--line); border-radius: 6px; padding: 4px 9px; min-height: 30px; }
input:not([type=checkbox]), select { width: 100%; border-color: var(--quiet); }
button { cursor: pointer; border-color: var(--quiet); }
button:hover { background: var(--other-ground); }
.search { display: flex; gap: 8px; align-items: center; white-space: nowrap; }
.fields { display: grid; gap: 8px; padding: 0 14px 12px; }
.field { display: grid; grid-template-columns: 118px minmax(0, 1fr); gap: 8px; align-items: center; }
.field span { font-size: 13px; color: var(--quiet); line-height: 1.25; }
.flag { display: flex; gap: 8px; align-items: center; }
.flag input { min-height: 0; }
.buttons { display: flex; flex-wrap: wrap; gap: 6px; }
section > .buttons, [data-live] > .buttons { padding: 0 14px 12px; }
.armed { list-style: none; margin: 0; padding: 0 14px 10px; }
.armed li { border-top: 1px solid var(--line); padding: 6px 0; }
.journal td { padding-top: 4px; padding-bottom: 4px; }
.journal td:nth-child(-n + 2) { width: 1%; white-space: nowrap; }
.back { margin-top: 10px; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); gap: 8px 14px; margin: 0; padding: 2px 14px 14px; }
.facts dt { color: var(--quiet); font-size: 12px; }
.facts dd { margin: 0; }
.previews { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 520px), 1fr)); gap: 12px; padding: 0 14px 14px; }
.previews article { min-width: 0; border: 1px solid var(--line); border-radius: 6px; padding: 8px 12px; }
.previews .own { border-color: var(--ok); }
.previews pre { margin: 6px 0; overflow-x: auto; background: var(--ground); border-radius: 4px; padding: 8px; }
@media (max-width: 900px) {
  .columns { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 720px) {
  button, input:not([type=checkbox]), select { min-height: 38px; }
  #journal { max-height: 70vh; overflow-y: auto; }
  .journal tr { display: grid; grid-template-columns: auto 1fr; gap: 0 10px; }
  .journal td:last-child { grid-column: 1 / -1; }
}
`;
