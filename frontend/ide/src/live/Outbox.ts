/** Counts the edits made here that the project has not acknowledged yet. */
export class Outbox {
  /** For each of them the message of this connection that carries it; `Infinity` for none yet. */
  private carriers: number[] = [];
  private sent = 0;

  /** How many edits wait. */
  get waiting(): number {
    return this.carriers.length;
  }

  /** An edit was made; `sent` if it has left by itself at once. */
  edited(sent: boolean): void {
    this.carriers.push(sent ? ++this.sent : Infinity);
  }

  /** A message has left that carries whatever the project lacks. */
  sentEverything(): void {
    this.sent++;
    this.carriers.fill(this.sent);
  }

  /** A new connection: what the last one did not acknowledge has to be sent again. */
  connected(): void {
    this.sent = 0;
    this.carriers.fill(Infinity);
  }

  /** The first so many messages of this connection are durable. */
  acknowledged(messages: number): void {
    this.carriers = this.carriers.filter((carrier) => carrier > messages);
  }
}
