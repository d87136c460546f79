/** What all tabs share: one connection, the state it gives, and who wants to hear of it. */
import type { StreamMessage } from '../api/types';
import { Connection } from './connection';
import type { Line } from './line';
import { type AccountState, EMPTY, reduceAll } from './state';
import type { World } from './world';

/** What a tab tells the hub. */
export type ToHub =
  /** I am here: tell me everything, and what comes. */
  | { kind: 'join' }
  /** There is a new session: forget what was, begin. */
  | { kind: 'login' }
  /** The session is over. */
  | { kind: 'logout' }
  | { kind: 'refresh' }
  | { kind: 'nudge' }
  | { kind: 'offline' };

/** What the hub tells every tab. */
export type FromHub =
  | { kind: 'all'; state: AccountState; line: Line; cursor: string | null }
  | { kind: 'messages'; messages: StreamMessage[]; heard: number; cursor: string | null }
  | { kind: 'line'; line: Line };

/** A frame: nobody sees more often what changed. */
const GATHER = 16;

export class Hub {
  private readonly world: World;
  private tell: (message: FromHub) => void;
  private connection: Connection;
  private state: AccountState;
  private gathered: StreamMessage[] = [];
  private isStarted = false;

  /** `state` and `cursor` are what a hub before this one has left. */
  constructor(
    world: World,
    tell: (message: FromHub) => void,
    state: AccountState = EMPTY,
    cursor: string | null = null,
  ) {
    this.world = world;
    this.tell = tell;
    this.state = state;
    this.connection = this.connect(cursor);
  }

  /** Does as it is told; `reply` reaches the one who spoke. */
  take(message: ToHub, reply: (message: FromHub) => void = this.tell): void {
    switch (message.kind) {
      case 'join':
        if (this.connection.line.status === 'ended') {
          // Whoever joins has a session: the one that ended was another.
          this.forget();
        }
        this.start();
        this.flush();
        reply(this.all());
        break;
      case 'login':
        this.forget();
        this.start();
        this.tell(this.all());
        break;
      case 'logout':
        this.connection.stop();
        break;
      case 'refresh':
        this.connection.refresh();
        break;
      case 'nudge':
        this.connection.nudge();
        break;
      case 'offline':
        this.connection.offline();
        break;
      default:
        message satisfies never;
    }
  }

  /** Ends without a word: another hub may carry on. */
  close(): void {
    this.tell = () => undefined;
    this.connection.close();
  }

  private forget(): void {
    this.connection.close();
    this.state = EMPTY;
    this.gathered = [];
    this.connection = this.connect(null);
    this.isStarted = false;
  }

  private start(): void {
    if (!this.isStarted) {
      this.isStarted = true;
      this.connection.start();
    }
  }

  private connect(cursor: string | null): Connection {
    return new Connection(
      this.world,
      {
        messages: (messages) => this.gather(messages),
        line: (line) => {
          this.flush();
          if (line.status === 'ended') {
            // Nobody is logged in: nobody's positions are kept.
            this.state = EMPTY;
          }
          this.tell({ kind: 'line', line });
        },
      },
      cursor,
    );
  }

  private gather(messages: StreamMessage[]): void {
    if (this.gathered.length === 0) {
      this.world.after(GATHER, () => this.flush());
    }
    this.gathered.push(...messages);
  }

  private flush(): void {
    if (this.gathered.length > 0) {
      const messages = this.gathered;
      this.gathered = [];
      this.state = reduceAll(this.state, messages, this.world.now());
      this.tell({ kind: 'messages', messages, ...this.heard() });
    }
  }

  private heard() {
    return { heard: this.connection.line.heard ?? this.world.now(), cursor: this.connection.resumeAt };
  }

  private all(): FromHub {
    const { line, resumeAt } = this.connection;
    return { kind: 'all', state: this.state, line, cursor: resumeAt };
  }
}
