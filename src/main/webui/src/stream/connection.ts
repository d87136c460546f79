/** One stream from the service, kept alive: resumes, backs off, watches for silence, polls meanwhile. */
import { ProblemError } from '../api/http';
import type { Portfolio, PositionList, StreamMessage } from '../api/types';
import { type Line, type LineStatus, startingLine } from './line';
import { GRACE, POLL_EVERY, SILENCE, SLEPT, STUCK, WATCH_EVERY, backOff } from './timing';
import { Waits } from './waits';
import type { Source, World } from './world';

export interface Listener {
  messages(messages: StreamMessage[]): void;
  line(line: Line): void;
}

const CLOSED = 2;

const UNPLUGGED = 'This device is offline.';
const OVER = new Set(['session_ended', 'session_expired']);

export class Connection {
  private readonly world: World;
  private readonly listener: Listener;
  private source: Source | null = null;
  private cursor: string | null;
  private state: Line;
  private seq = -1;
  private attempts = 0;
  private lastWatch = 0;
  private openedAt = 0;
  private isPolling = false;
  /** The device has said that it has no network, and nothing else since. */
  private unplugged = false;
  private readonly waits: Waits<'retry' | 'poll' | 'watch' | 'grace'>;
  /** Raised with every new source and every end: late answers of REST know that they are. */
  private generation = 0;

  constructor(world: World, listener: Listener, cursor: string | null = null) {
    this.world = world;
    this.listener = listener;
    this.cursor = cursor;
    this.waits = new Waits(world.after);
    this.state = startingLine(world.now());
  }

  get line(): Line {
    return this.state;
  }

  /** Where a reader that comes after us would go on. */
  get resumeAt(): string | null {
    return this.cursor;
  }

  start(): void {
    this.say('connecting', null);
    this.lastWatch = this.world.now();
    this.watch();
    this.open();
  }

  /** For good, and says so. */
  stop(): void {
    this.end(null);
  }

  /** For good, without a word. */
  close(): void {
    this.drop();
    this.waits.cancel('watch');
  }

  /** The next message is a whole snapshot. */
  refresh(): void {
    this.cursor = null;
    this.attempts = 0;
    this.open();
  }

  /** Something may have changed: the device woke up, is online again, somebody looks at the page. */
  nudge(): void {
    this.unplugged = false;
    if (this.state.status === 'ended') {
      return;
    }
    if (this.state.status !== 'open') {
      this.attempts = 0;
      this.open();
    } else if (this.world.now() - (this.state.heard ?? 0) > GRACE) {
      void this.check();
    }
  }

  /** The device says that it has no network. */
  offline(): void {
    if (this.state.status !== 'ended') {
      this.unplugged = true;
      this.say('offline', UNPLUGGED);
    }
  }

  private open(): void {
    this.drop();
    if (this.state.status === 'open') {
      this.say('connecting', null);
    }
    const source = this.world.openSource(this.cursor);
    this.source = source;
    this.openedAt = this.world.now();
    source.onmessage = (event) => this.heard(source, event);
    source.onerror = () => this.lost(source);
    this.waits.set('grace', GRACE, () => void this.poll());
  }

  private drop(): void {
    this.generation++;
    this.waits.cancel('retry', 'poll', 'grace');
    if (this.source) {
      this.source.onmessage = null;
      this.source.onerror = null;
      this.source.close();
      this.source = null;
    }
  }

  private heard(source: Source, event: MessageEvent<string>): void {
    let message: StreamMessage;
    try {
      message = JSON.parse(event.data) as StreamMessage;
    } catch {
      // What cannot be read cannot be skipped either: a change is missing from now on.
      this.refresh();
      return;
    }
    this.cursor = event.lastEventId || this.cursor;
    if (message.type === 'error') {
      this.told(message, source);
      return;
    }
    this.attempts = 0;
    this.waits.cancel('poll', 'grace');
    if (this.unplugged) {
      // Against the word of the device: it may have been the last that was still on its way.
      this.waits.set('grace', GRACE, () => void this.check());
    }
    if ('seq' in message) {
      this.seq = message.seq;
    }
    this.state = { ...this.state, heard: this.world.now() };
    if (this.state.status !== 'open') {
      this.say('open', null);
    }
    this.listener.messages([message]);
  }

  /** The service's last words on a stream. */
  private told(message: { error: string; message: string }, source: Source): void {
    if (OVER.has(message.error)) {
      this.end(message.message);
    } else {
      this.say('connecting', message.message);
      this.lost(source);
    }
  }

  /** The browser comes back by itself, unless the answer was no stream at all. */
  private lost(source: Source): void {
    if (this.state.status === 'open') {
      this.say('connecting', 'The connection to the service was lost.');
    }
    // From the first failure on: the browser's own attempts do not put it off.
    if (!this.isPolling && !this.waits.has('poll') && !this.waits.has('grace')) {
      this.waits.set('grace', GRACE, () => void this.poll());
    }
    if (source.readyState === CLOSED) {
      this.retryLater();
      void this.poll();
    }
  }

  private retryLater(): void {
    this.waits.set('retry', backOff(this.attempts++, this.world.random()), () => this.reopen());
  }

  /** A new source; what polls meanwhile goes on until the first message. */
  private reopen(): void {
    const polled = this.state.status === 'polling' || this.state.status === 'offline';
    this.open();
    if (polled) {
      this.waits.cancel('grace');
      this.waits.set('poll', POLL_EVERY, () => void this.poll());
    }
  }

  /** Reads the account by REST, and again, until the stream is back. */
  private async poll(): Promise<void> {
    this.waits.cancel('grace', 'poll');
    if (this.isPolling) {
      return;
    }
    this.isPolling = true;
    const generation = this.generation;
    try {
      const [list, portfolio] = await Promise.all([
        this.world.readPositions(),
        this.world.readPortfolio(),
      ]);
      if (!this.isLate(generation)) {
        this.polled(list, portfolio);
      }
    } catch (error) {
      if (!this.isLate(generation)) {
        this.failed(error);
      }
    } finally {
      this.isPolling = false;
    }
    if (this.state.status !== 'ended' && this.state.status !== 'open') {
      this.waits.set('poll', POLL_EVERY, () => void this.poll());
    }
  }

  private polled({ positions, seq, feed }: PositionList, portfolio: Portfolio): void {
    this.state = { ...this.state, heard: this.world.now() };
    this.say('polling', 'No live stream can be had: values are read every few seconds.');
    this.listener.messages([{ type: 'snapshot', seq, positions, portfolio, feed }]);
  }

  private isLate(generation: number): boolean {
    const { status } = this.state;
    return generation !== this.generation || status === 'open' || status === 'ended';
  }

  private failed(error: unknown): void {
    if (!(error instanceof ProblemError)) {
      throw error;
    }
    if (error.isLogin) {
      this.end(error.message);
    } else if (error.status === 0) {
      // What the device says of itself is nearer than what came of it.
      this.say('offline', this.unplugged ? UNPLUGGED : error.message);
    } else {
      this.say('connecting', error.message);
    }
  }

  private watch(): void {
    this.waits.set('watch', WATCH_EVERY, () => {
      const now = this.world.now();
      const slept = now - this.lastWatch > SLEPT;
      this.lastWatch = now;
      this.watch();
      if (slept) {
        this.nudge();
      } else if (this.state.status === 'open' && now - (this.state.heard ?? 0) > SILENCE) {
        void this.check();
      } else if (this.isStuck(now)) {
        this.reopen();
      }
    });
  }

  private isStuck(now: number): boolean {
    const isLate = now - this.openedAt > STUCK && !this.waits.has('retry');
    return this.state.status !== 'open' && isLate;
  }

  /** Asks by REST whether the silence is the market's; if it is not, the line is opened again. */
  private async check(): Promise<void> {
    const generation = this.generation;
    const seq = this.seq;
    try {
      const truth = await this.world.readPortfolio();
      if (generation !== this.generation) {
        return;
      }
      if (truth.seq === this.seq) {
        this.state = { ...this.state, heard: this.world.now() };
        this.listener.line(this.state);
      } else {
        // It may be on its way to us.
        this.waits.set('grace', GRACE, () => {
          if (generation === this.generation && this.seq === seq) {
            this.reopen();
          }
        });
      }
    } catch (error) {
      if (generation === this.generation) {
        this.failed(error);
        if (this.line.status !== 'ended') {
          this.reopen();
        }
      }
    }
  }

  private end(reason: string | null): void {
    this.close();
    this.cursor = null;
    this.say('ended', reason);
  }

  private say(status: LineStatus, reason: string | null): void {
    if (status !== this.state.status || reason !== this.state.reason) {
      const since = status === this.state.status ? this.state.since : this.world.now();
      this.state = { ...this.state, status, reason, since };
      this.listener.line(this.state);
    }
  }
}
