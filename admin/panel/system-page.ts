import { moscowStamp } from '../../core/time/moscow.ts';
import type { HealthReport } from '../../runtime/health.ts';
import { escapeHtml } from './html.ts';

/** What answers and what does not, for a person who opens the panel’s address. Why not is for operators: /readyz and the log. */
export function systemPage(report: HealthReport, nowMs: number): string {
  const rows = Object.entries(report.checks).map(([name, check]) => {
    return `<tr><th scope="row">${escapeHtml(name)}</th><td>${check.ok ? 'up' : 'down'}</td></tr>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Zapis: ${report.ready ? 'all services answer' : 'a service is down'}</title>
<h1>Zapis</h1>
<p>${report.ready ? 'All services answer.' : 'A service is down: what needs it waits, nothing is lost.'} It is ${escapeHtml(moscowStamp(nowMs))}.</p>
<table>
<thead><tr><th scope="col">Service</th><th scope="col">State</th></tr></thead>
<tbody>${rows.join('')}</tbody>
</table>
</html>
`;
}
