import { Distribution, type DistributionPorts } from '../distribution.ts';
import type { AccountSetup, LeadInput, SendFact } from '../model.ts';
import { ScanRecord } from '../outcomes.ts';
import { type KeptSales, SalesReader, SalesWriter, type Sold } from './kept-sales.ts';
import { Tally, type TallyData } from './tally.ts';

/** The distribution of a what-if with the account's current settings. */
export interface BeforeSide {
  readonly setup: AccountSetup;
  readonly engine: Distribution;
  readonly tally: TallyData;
  /** Counts a send from before the time range. */
  count(send: Pick<SendFact, 'at' | 'valid'>, place: number): void;
  /** Sells a lead. The day and campaign are those that it counts for. */
  sell(lead: LeadInput, day: number, campaign: number): Sold;
  /** The outcomes of the lead that was sold last, at least at these accounts. */
  outcomesAt(places: readonly number[], lead: LeadInput): ScanRecord;
  /** What another run can use in its place; null if it takes too much memory. */
  kept(): KeptSales | null;
}

/** Distributes the leads. */
export class ComputedBefore implements BeforeSide {
  readonly setup: AccountSetup;
  readonly engine: Distribution;
  readonly tally: Tally;
  readonly #record: ScanRecord;
  readonly #written = new SalesWriter();

  constructor(setup: AccountSetup, ports: DistributionPorts) {
    this.setup = setup;
    this.engine = new Distribution(setup, ports);
    this.tally = new Tally(this.engine);
    this.#record = new ScanRecord(this.engine.accounts.length);
  }

  count(send: Pick<SendFact, 'at' | 'valid'>, place: number): void {
    this.engine.count(send, place);
  }

  sell(lead: LeadInput, day: number, campaign: number): Sold {
    const sale = this.engine.sell(lead, this.#record);
    this.tally.count(sale, this.#record, day, campaign);
    this.#written.add(sale, this.#record);
    return sale;
  }

  outcomesAt(): ScanRecord {
    return this.#record;
  }

  kept(): KeptSales | null {
    const chunks = this.#written.chunks();
    return chunks === null ? null : { chunks, tally: this.tally.data() };
  }
}

/** Repeats what an earlier run distributed. The leads must be the same, and the settings too. */
export class KeptBefore implements BeforeSide {
  readonly setup: AccountSetup;
  /** Sells nothing: it only finds outcomes that do not depend on the leads before. */
  readonly engine: Distribution;
  readonly tally: TallyData;
  readonly #record: ScanRecord;
  readonly #kept: KeptSales;
  readonly #reader: SalesReader;

  constructor(setup: AccountSetup, ports: DistributionPorts, kept: KeptSales) {
    this.setup = setup;
    this.engine = new Distribution(setup, ports);
    this.tally = kept.tally;
    this.#record = new ScanRecord(this.engine.accounts.length);
    this.#kept = kept;
    this.#reader = new SalesReader(
      kept.chunks,
      this.engine.accounts.map(({ price }) => price),
    );
  }

  /** Sends from before the time range are included in what was kept. */
  count(): void {}

  sell(): Sold {
    return this.#reader.next();
  }

  outcomesAt(places: readonly number[], lead: LeadInput): ScanRecord {
    for (const place of places) this.engine.check(lead, place, this.#record);
    this.#reader.fill(this.#record);
    return this.#record;
  }

  kept(): KeptSales {
    return this.#kept;
  }
}
