/** Of the doctor's page alone. */
export const DOCTOR_STYLE = `
.tiles { display: flex; flex-wrap: wrap; gap: 8px; margin: 10px 0 0; }
.tiles div { background: var(--surface); border: 1px solid var(--line); border-radius: 8px; padding: 7px 14px; min-width: 104px; }
.tiles dt { color: var(--quiet); font-size: 12px; }
.tiles dd { margin: 0; font-size: 18px; font-weight: 600; }
.tiles .fail dd { color: var(--fail); }
.tiles .warn dd { color: var(--warn); }
.tiles .ok dd { color: var(--ok); }
.verdict { font-weight: 600; }
.remedies { margin: 0; padding: 0; list-style: none; }
.remedies li + li { margin-top: 6px; }
.next { display: block; }
.next::before { content: "→ "; color: var(--quiet); }
th .quiet { font-weight: normal; }
.count { white-space: nowrap; }
.checks .status { width: 110px; }
.checks .name, .checks .of { width: 24%; }
.checks .time { width: 80px; }
.integrations .subject { width: 22%; }
.integrations .measure { width: 15%; }
details > summary { padding: 10px 14px; cursor: pointer; font-weight: 600; }
@media (max-width: 720px) {
  .integrations :is(.subject, .measure) { width: auto; }
  .tiles div { flex: 1 1 30%; min-width: 0; }
}
`;
