import type { Millis } from '../db/tables.ts';
import { AnswerTimes, slowdown } from './answer-times.ts';
import { LEAST_ANSWERS, LevelWatch } from './level-watch.ts';
import { Boundary, type Struggle } from './pace-boundary.ts';

/** The most requests at once that an automatic pace goes up to. */
const AUTOMATIC_CEILING = 32;
/** The levels that are tried: each about half as many again as the one before, every other one twice as many. */
const LADDER = [1, 2, 3, 4, 6, 8, 12, 16, 24, AUTOMATIC_CEILING] as const;

/** More at once is worth it where a doubling brings so much more (as a logarithm: 4 % of goodput). */
const WORTH_A_DOUBLING = 0.04;
/** A difference of so many standard errors is believed at once; else more answers are awaited, up to so many rounds of them. */
const BELIEVED_ERRORS = 3;
const ROUNDS_AT_MOST = 3;
/** Goodput that is so much less (as a logarithm) is harm, not just no gain. */
const HARM = 0.1;
/** A round of slow start that takes so much longer than the one before (as a logarithm) brings little more than that did. */
const SLOW_START_ENDS = Math.log(1.6);
/** A change of so much (as a logarithm) is a large one: levels further away are tried, and more often. */
const LARGE_CHANGE = Math.log(1.5);
const UNSETTLED_MS = 10_000;
/** How often more is tried, and less, where nothing seems to change. */
const MORE_EVERY_MS = 4_000;
const LESS_EVERY_MS = 20_000;
/** How often more is tried where it did harm the last time. */
const HARMFUL_EVERY_MS = 7_000;
/** And where answers take long: so many of their times, so that trials stay a small part of it all. */
const MORE_EVERY_ANSWERS = 10;
const LESS_EVERY_ANSWERS = 30;

interface Move {
  readonly to: 'more' | 'less';
  readonly rungs: number;
}

interface Trial {
  readonly target: number;
  readonly times: AnswerTimes;
  /** Answers while what was under way before drains: they speak against more at once, never for it. */
  readonly early: AnswerTimes;
  /** Answers that came while less was on its way than may be. */
  idle: number;
}

/**
 * Looks for the number of requests at once at which the vendor answers most a second, and takes the least of several that do as well.
 *
 * What it compares is goodput. By Little's law it is the number on the wire divided by the mean time of an answer, which takes far fewer
 * answers to know than counting them by the clock, and does not mind pauses. A vendor that became slower by a fixed time answers as fast
 * at twice as many, so goodput doubles; one at its capacity answers half as fast, so nothing is gained.
 *
 * Slow start doubles while goodput does. Then it holds a level and tries its neighbours now and then, and at once where answers become
 * slower or faster. A trial lets what is under way drain, gathers answers until the difference is surer than chance, and is taken or given
 * up; one that is taken is followed by the next in its direction.
 */
export class AutomaticPace {
  limit = 1;
  #starting = true;
  /** Slow start ends here. */
  #threshold: number = AUTOMATIC_CEILING;
  #round = new AnswerTimes();
  #roundBefore: AnswerTimes | null = null;
  #roundLevel = 1;
  /** The number that is held, and that a trial is compared with. */
  #level = 1;
  #watch = new LevelWatch();
  #trial: Trial | null = null;
  /** What to try as soon as it is known how the vendor answers now. */
  #moves: Move[] = [];
  /** Answers still to come of requests that left under another limit. */
  #draining = 0;
  #now: Millis = 0;
  #changedAt = Number.NEGATIVE_INFINITY;
  #moreAt: Millis = 0;
  #lessAt: Millis = 0;
  readonly #boundary = new Boundary();

  /** A good answer came after `ms`; `full` says whether as much was on its way as may be. */
  answered(ms: number, now: Millis, full: boolean): void {
    // A clock that was ahead was put back.
    if (now < this.#now) this.#moreAt = this.#lessAt = now;
    this.#now = now;
    this.#boundary.answered();
    if (this.#starting) this.#start(ms, now, full);
    else if (this.#draining > 0) {
      this.#draining--;
      if (this.#trial && full) this.#judgeEarly(this.#trial, ms, now);
    } else if (this.#trial) this.#judge(this.#trial, ms, now, full);
    else if (full) this.#hold(ms, now);
  }

  /** Halves, and grows again up to where the vendor took all, or to a part of where it did not. */
  onFailure(what: Struggle, now: Millis): void {
    const back = this.#boundary.onFailure(what, this.limit, now);
    if (back !== null) this.#threshold = Math.min(AUTOMATIC_CEILING, back);
    this.limit = Math.max(1, this.limit / 2);
    this.#beginStart();
  }

  /** Begins again with one, and without what it knew. */
  restart(): void {
    this.limit = 1;
    this.#threshold = AUTOMATIC_CEILING;
    this.#boundary.forget();
    this.#beginStart();
  }

  #beginStart(): void {
    this.#starting = true;
    this.#trial = null;
    this.#round = new AnswerTimes();
    this.#roundBefore = null;
    this.#roundLevel = Math.floor(this.limit);
  }

  /** One more with each answer, so that each round doubles; until a round brings much less than twice as much. */
  #start(ms: number, now: Millis, full: boolean): void {
    if (full) this.#round.add(ms);
    const before = this.#roundBefore;
    const slowed =
      before !== null && before.count >= LEAST_ANSWERS / 2 && slowdown(before, this.#round).by > SLOW_START_ENDS;
    if (!slowed) this.limit = Math.min(this.#threshold, this.limit + 1);
    if (this.#round.count >= this.#roundLevel) {
      if (slowed) {
        this.#settleAt(this.#roundLevel, now, new LevelWatch());
        this.#moves = [
          { to: 'less', rungs: 2 },
          { to: 'more', rungs: 2 },
        ];
        return;
      }
      this.#roundBefore = this.#round;
      this.#round = new AnswerTimes();
      this.#roundLevel = Math.floor(this.limit);
    }
    if (this.limit < this.#threshold) return;
    this.#settleAt(this.#threshold, now, new LevelWatch());
    if (this.#threshold === AUTOMATIC_CEILING) this.#moves = [{ to: 'less', rungs: 2 }];
    // What was reached after a failure is not where the vendor's pace ends.
    else this.#moreAt = now;
  }

  #settleAt(level: number, now: Millis, watch: LevelWatch): void {
    this.#draining = Math.max(Math.floor(this.limit), level);
    if (this.#starting || level !== this.#level) this.#boundary.levelBegins(now);
    this.#starting = false;
    this.#trial = null;
    this.#moves = [];
    this.#level = level;
    this.limit = level;
    this.#watch = watch;
    this.#moreAt = now + this.#wait(MORE_EVERY_MS, now);
    this.#lessAt = now + Math.max(LESS_EVERY_MS, watch.base.mean * LESS_EVERY_ANSWERS);
  }

  /** Until more is tried next; soon where the vendor has just changed much. */
  #wait(usual: Millis, now: Millis): Millis {
    const soon = now - this.#changedAt < UNSETTLED_MS ? usual / 4 : usual;
    return Math.max(soon, this.#watch.base.mean * MORE_EVERY_ANSWERS);
  }

  #hold(ms: number, now: Millis): void {
    const seen = this.#watch.add(ms, this.#level);
    if (seen === 'gathering') return;
    this.#boundary.held(this.#level, now);
    if (seen === 'suspect') return;
    if (seen !== 'steady') {
      this.#watch = new LevelWatch(seen.times);
      const large = Math.abs(seen.slowerBy) > LARGE_CHANGE;
      if (large) this.#changedAt = now;
      const less = { to: 'less', rungs: seen.collapsed ? 4 : large ? 2 : 1 } as const;
      const more = { to: 'more', rungs: large ? 2 : 1 } as const;
      this.#moves = seen.slowerBy > 0 ? [less, more] : [more, less];
    } else if (this.#moves.length === 0) {
      if (now >= this.#lessAt) this.#moves = [{ to: 'less', rungs: 1 }];
      else if (now >= this.#moreAt) this.#moves = [{ to: 'more', rungs: 1 }];
    }
    this.#nextMove(now);
  }

  /** Begins the first of the moves that is possible. */
  #nextMove(now: Millis): void {
    for (let move = this.#moves.shift(); move; move = this.#moves.shift()) {
      if (move.to === 'less') this.#lessAt = now + Math.max(LESS_EVERY_MS, this.#watch.base.mean * LESS_EVERY_ANSWERS);
      else this.#moreAt = now + this.#wait(MORE_EVERY_MS, now);
      const target = this.#targetOf(move, now);
      if (target === this.#level) continue;
      this.#draining = Math.max(this.#draining, Math.floor(this.limit), target);
      this.#trial = { target, times: new AnswerTimes(), early: new AnswerTimes(), idle: 0 };
      this.limit = target;
      return;
    }
  }

  #targetOf({ to, rungs }: Move, now: Millis): number {
    const level = this.#level;
    if (to === 'less') return LADDER.filter((rung) => rung < level).at(-rungs) ?? 1;
    const above = LADDER.filter((rung) => rung > level);
    const wanted = above[Math.min(rungs, above.length) - 1] ?? level;
    return Math.max(level, Math.min(wanted, this.#boundary.most(level, now)));
  }

  /** More at once is given up as soon as it clearly does harm, before it is known how much. */
  #judgeEarly(trial: Trial, ms: number, now: Millis): void {
    if (trial.target < this.#level) return;
    trial.early.add(ms);
    if (trial.early.count < LEAST_ANSWERS) return;
    const { gain, error } = this.#gainOf(trial.target, trial.early);
    if (gain + BELIEVED_ERRORS * error < -HARM) this.#giveUp(now, true);
  }

  #judge(trial: Trial, ms: number, now: Millis, full: boolean): void {
    if (!full) {
      trial.idle++;
      if (trial.idle > 2 * trial.target) this.#giveUp(now, false);
      return;
    }
    trial.times.add(ms);
    const { count } = trial.times;
    if (count < Math.max(LEAST_ANSWERS, trial.target / 2)) return;
    const { gain, error } = this.#gainOf(trial.target, trial.times);
    const needed = WORTH_A_DOUBLING * Math.log2(trial.target / this.#level);
    const sure = Math.abs(gain - needed) >= BELIEVED_ERRORS * error;
    if (!sure && count < ROUNDS_AT_MOST * Math.max(trial.target, 2 * LEAST_ANSWERS)) return;
    if (gain > needed) this.#take(trial, now);
    else this.#giveUp(now, trial.target > this.#level && gain < -HARM);
  }

  /** Logarithm of how many times the goodput of the level that is held another level has, and its standard error. */
  #gainOf(level: number, times: AnswerTimes): { readonly gain: number; readonly error: number } {
    const { by, error } = slowdown(this.#watch.base, times);
    return { gain: Math.log(level / this.#level) - by, error };
  }

  #take(trial: Trial, now: Millis): void {
    const to = trial.target > this.#level ? 'more' : 'less';
    this.#settleAt(trial.target, now, new LevelWatch(trial.times));
    this.#boundary.passed(trial.target);
    this.#moves = [{ to, rungs: 2 }];
    // What was left out on the way down is looked at on the way up.
    if (to === 'less') this.#moves.push({ to: 'more', rungs: 2 });
    this.#nextMove(now);
  }

  #giveUp(now: Millis, harmful: boolean): void {
    const moves = this.#moves;
    const lessAt = this.#lessAt;
    this.#watch.interrupt();
    this.#settleAt(this.#level, now, this.#watch);
    this.#lessAt = lessAt;
    if (harmful) this.#moreAt = now + this.#wait(HARMFUL_EVERY_MS, now);
    this.#moves = moves;
    this.#nextMove(now);
  }
}
