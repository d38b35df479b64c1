import { Link, useLocation } from 'wouter';
import type { Place } from '../screens/place.ts';
import { placesIn } from '../screens/places.ts';
import { useDesk } from '../state/desk.ts';
import { formatNumber } from '../ui/format.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import styles from './rail.module.css';

/** The places, each with the number of items that wait for a person there. */
export function Rail() {
  const [path] = useLocation();
  const status = useDesk((s) => s.status);
  return (
    <nav aria-label="Main" className={styles.rail}>
      {placesIn(status).map((place) => (
        <Entry key={place.path} place={place} here={path === place.path || path.startsWith(`${place.path}/`)} />
      ))}
    </nav>
  );
}

const noCount = () => null;

function Entry({ place, here }: { readonly place: Place; readonly here: boolean }) {
  const status = useDesk((s) => s.status);
  // A place's hooks never change, so the rules of hooks hold.
  const useCount = place.useCount ?? noCount;
  const own = useCount();
  const count = own ?? (status === null ? null : (place.count?.(status) ?? null));
  const Icon = place.icon;
  return (
    <Tooltip text={count === null ? place.label : `${place.label}: ${count.meaning}`} keys={place.keys} side="right">
      <Link href={place.path} className={styles.place} aria-current={here ? 'page' : undefined}>
        <span className={styles.icon}>
          <Icon size={18} aria-hidden="true" />
          {count !== null && (
            <span aria-hidden="true" data-count className={styles.count}>
              {count.value > 999 ? '999+' : formatNumber(count.value)}
            </span>
          )}
        </span>
        <span>
          {place.label}
          {count !== null && <span className="visually-hidden">, {count.meaning}</span>}
        </span>
      </Link>
    </Tooltip>
  );
}
