import { LEAD_STATUS_ORDER, LEAD_STATUSES } from '../status-look.ts';

/** The icons of the statuses, once in the page: rows that are drawn by hand refer to them. */
export function StatusSymbols() {
  return (
    <svg aria-hidden="true" width="0" height="0" className="visually-hidden">
      {LEAD_STATUS_ORDER.map((status) => {
        const Icon = LEAD_STATUSES[status].icon;
        return (
          <symbol key={status} id={`lead-${status}`} viewBox="0 0 24 24">
            <Icon size={24} />
          </symbol>
        );
      })}
    </svg>
  );
}
