import type { Millis } from '../db/tables.ts';
import { AnswerTimes, slowdown } from './answer-times.ts';
import { LEAST_ANSWERS, LevelWatch } from './level-watch.ts';
import { Boundary, type Struggle } from './pace-boundary.ts';

/** The most requests at once that an automatic pace goes up to. */
const AUTOMATIC_CEILING = 32;
/** The levels that are tried. Each is about 1.5 times the one before it and, from 4 on, twice the one before that. */
const LADDER = [1, 2, 3, 4, 6, 8, 12, 16, 24, AUTOMATIC_CEILING] as const;

/** A higher level is worthwhile if doubling would raise goodput by at least this much (as a logarithm: 4 %). */
const WORTH_A_DOUBLING = 0.04;
/** A difference of this many standard errors is accepted at once. A smaller one needs more answers, up to a limited number of rounds. */
const BELIEVED_ERRORS = 3;
const ROUNDS_AT_MOST = 3;
/** A drop in goodput of this much (as a logarithm) counts as harmful, not just as no gain. */
const HARM = 0.1;
/** If a round of slow start takes this much longer than the one before (as a logarithm), doubling gained little. */
const SLOW_START_ENDS = Math.log(1.6);
/** A change of this size (as a logarithm) is large: more distant levels are tried, and more often. */
const LARGE_CHANGE = Math.log(1.5);
const UNSETTLED_MS = 10_000;
/** How often higher and lower levels are tried while nothing seems to change. */
const MORE_EVERY_MS = 4_000;
const LESS_EVERY_MS = 20_000;
/** How often a higher level is tried if it was harmful the last time. */
const HARMFUL_EVERY_MS = 7_000;
/** With slow answers, the number of response times between trials, so that trials remain a small part of the traffic. */
const MORE_EVERY_ANSWERS = 10;
const LESS_EVERY_ANSWERS = 30;

interface Move {
  readonly to: 'more' | 'less';
  readonly rungs: number;
}

interface Trial {
  readonly target: number;
  readonly times: AnswerTimes;
  /** Answers received while earlier requests drain. They can be evidence against a higher level, never for one. */
  readonly early: AnswerTimes;
  /** Answers received while fewer requests were in flight than allowed. */
  idle: number;
}

/**
 * Finds the number of concurrent requests at which the vendor answers the most requests per second, and the lowest of several that do
 * equally well.
 *
 * It compares goodput, which by Little's law is the number of requests in flight divided by the mean response time. This needs far fewer
 * answers than counting them per second, and pauses don't distort it. If a vendor adds a fixed delay, twice as many requests take as long
 * and goodput doubles; if it is at capacity, they take twice as long and nothing is gained.
 *
 * Slow start doubles the level as long as goodput doubles. After that a level is held, and its neighbours are tried from time to time, or
 * at once if answers become slower or faster. A trial lets earlier requests drain, collects answers until the difference is significant,
 * and is then adopted or abandoned. After an adopted trial the next level in the same direction is tried.
 */
export class AutomaticPace {
  limit = 1;
  #starting = true;
  /** The level at which slow start ends. */
  #threshold: number = AUTOMATIC_CEILING;
  #round = new AnswerTimes();
  #roundBefore: AnswerTimes | null = null;
  #roundLevel = 1;
  /** The level that is held, with which trials are compared. */
  #level = 1;
  #watch = new LevelWatch();
  #trial: Trial | null = null;
  /** The trials to make once the current response times are known. */
  #moves: Move[] = [];
  /** Outstanding answers to requests that were sent under another limit. */
  #draining = 0;
  #now: Millis = 0;
  #changedAt = Number.NEGATIVE_INFINITY;
  #moreAt: Millis = 0;
  #lessAt: Millis = 0;
  readonly #boundary = new Boundary();

  /** Records a good answer after `ms`. `full` says whether as many requests were in flight as allowed. */
  answered(ms: number, now: Millis, full: boolean): void {
    // The clock was ahead and has been set back.
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

  /** Halves the level. It then grows again to the last level that worked, or to a fraction of the one that failed. */
  onFailure(what: Struggle, now: Millis): void {
    const back = this.#boundary.onFailure(what, this.limit, now);
    if (back !== null) this.#threshold = Math.min(AUTOMATIC_CEILING, back);
    this.limit = Math.max(1, this.limit / 2);
    this.#beginStart();
  }

  /** Starts over with one request and discards all measurements. */
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

  /** Slow start: one more request with each answer, which doubles the level each round, until a round gains much less than double. */
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
    // The level reached after a failure isn't necessarily the vendor's limit.
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

  /** The wait until the next trial of a higher level; short if the vendor has just changed much. */
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

  /** Begins the first possible trial. */
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

  /** Abandons a higher level as soon as it is clearly harmful, before the size of the harm is known. */
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

  /** Logarithm of the ratio of another level's goodput to that of the level held, and its standard error. */
  #gainOf(level: number, times: AnswerTimes): { readonly gain: number; readonly error: number } {
    const { by, error } = slowdown(this.#watch.base, times);
    return { gain: Math.log(level / this.#level) - by, error };
  }

  #take(trial: Trial, now: Millis): void {
    const to = trial.target > this.#level ? 'more' : 'less';
    this.#settleAt(trial.target, now, new LevelWatch(trial.times));
    this.#boundary.passed(trial.target);
    this.#moves = [{ to, rungs: 2 }];
    // Levels that were skipped on the way down are tried on the way up.
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
