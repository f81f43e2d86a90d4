/** What a relay uses of a client. The `Client` of `@stomp/stompjs`, from version 5 on, has it. */
export interface StompClient {
	readonly connected: boolean;
	onConnect: (frame: any) => void;
	onStompError: (frame: any) => void;
	onWebSocketClose: (event: any) => void;
	subscribe(destination: string, callback: (message: any) => void, headers?: Record<string, string>): unknown;
	unsubscribe(id: string): void;
	watchForReceipt(receiptId: string, callback: (frame: any) => void): void;
}

/** A MESSAGE frame as the client makes it, such as `IMessage` of `@stomp/stompjs`. */
export interface RelayMessage {
	/** `message-id` is the position; `replayed` is `true` for what is older than the subscription. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	readonly binaryBody: Uint8Array;
}

/**
 * Why messages are missing. The server says: `retention` (the log keeps them no longer), `topic-recreated`, `truncated`
 * (the log lost its end), `unknown-position`, `skipped` (this client was too slow). The relay says: `position-refused` (the
 * server would not take the position, which is forgotten; it began anew as `from` says) and `no-position` (there was a break,
 * and the broker, the pattern or the user destination has no positions to go on from).
 */
export type GapReason =
	| "retention" | "topic-recreated" | "truncated" | "unknown-position" | "skipped" | "position-refused" | "no-position"
	| (string & {});

export interface Gap {
	readonly reason: GapReason;
	/** The message before which something is missing; null: it is missing before whatever comes next. */
	readonly message: RelayMessage | null;
}

export interface RelayOptions {
	/**
	 * Where positions outlive a reload of the page: a storage that belongs to this tab alone, as `sessionStorage`, which is the
	 * default, does; one that tabs share, such as `localStorage`, would hand a position to whichever tab is loaded next. null: they
	 * live as long as the relay. A storage that throws or is full is like none.
	 *
	 * It is written while the page is hidden or left, and emptied when the page is in view: a tab duplicated from one in view
	 * starts without positions.
	 */
	storage?: Storage | null;
	/** Tells the relays of one page apart in the storage; default `chat-relay`. One for each user if a tab serves several. */
	namespace?: string;
	/** Gets what the application's callbacks throw; default: the global `reportError`. */
	onError?: (error: unknown) => void;
	/** How long nothing must come for a replay to count as finished, milliseconds; default 300. */
	quietMillis?: number;
}

export interface SubscribeOptions {
	/**
	 * Where to start while there is no position yet, neither of this page's nor a stored one: `now` (default), `earliest`, `last=50`
	 * (1 to 1000), an ISO-8601 instant, or a message-id (everything after it). Patterns and `/user/...` take `now` only; anything
	 * else throws.
	 */
	from?: string;
	/**
	 * The name under which the position is stored, unique among the relay's subscriptions; default: the destination, with `#2` and so
	 * on for further subscriptions to the same one, in the order in which they are made. null: not stored, for a view that is empty
	 * after a reload; it counts for no other's name. A position that was stored for another destination is dropped.
	 */
	name?: string | null;
	/**
	 * The server answered; what is sent from now on, by whomever, arrives. Once for each connection, before its first message;
	 * never with Spring's simple broker, which does not answer a SUBSCRIBE.
	 *
	 * @param state `position`: where it stands; null for a pattern, a user destination or a broker without a log. `recovered`:
	 *     everything since the last position is there
	 */
	onSubscribed?: (state: { position: string | null; recovered: boolean }) => void;
	/**
	 * The replay is finished: all that was there has been handed over. Once for each connection, and again whenever the
	 * subscription fell behind meanwhile. STOMP has no mark for it: it is the first message that is not replayed, or `quietMillis`
	 * without any. With Spring's simple broker it comes with the first message.
	 */
	onLive?: () => void;
	/** Messages are missing; comes before the message that follows. Nothing is missing without it. */
	onGap?: (gap: Gap) => void;
	/** The server refused `from` or the destination, three connections in a row; the subscription has ended. */
	onRefused?: (text: string) => void;
}

export interface RelaySubscription {
	/** The `id` of the STOMP subscription, the same on every connection. */
	readonly id: string;
	readonly destination: string;
	/** The last message handed over, or where it stood before the first; null: not known yet. `from` accepts it. */
	readonly position: string | null;
	/** Whether there is a connection and all that was replayed on it has been handed over. */
	readonly live: boolean;
	/** Ends it and forgets its position, with or without a connection. Nothing is called afterwards. */
	unsubscribe(): void;
}

export interface HistoryPage {
	/** Oldest first. */
	readonly messages: RelayMessage[];
	/** Why messages are missing among or before these, or null. */
	readonly gap: GapReason | null;
	/** Whether the log has nothing before these. */
	readonly atStart: boolean;
}

/**
 * Subscriptions that go on where they were: over reconnects, other nodes and reloads of the page.
 *
 * Each message is handed over once and in order. Messages of a broker without positions (Spring's simple broker), of patterns
 * and of `/user/...` are handed over as they come; a break is announced as the gap `no-position`. With the simple broker and a
 * `from` other than `now`, one before the first message is not: it cannot be told from a log that was slow to answer.
 *
 * The application may set the client's `onConnect`, `onStompError` and `onWebSocketClose` before and after; the relay's part
 * comes first. It activates and deactivates the client itself.
 */
export class ChatRelay {
	/** @param client connected or not; null: `attach` brings one later */
	constructor(client?: StompClient | null, options?: RelayOptions);
	/**
	 * Goes on over another client, for applications that make a new one for each connection; null: over none until the next one
	 * comes. Subscriptions on a connection of the old client that is still open are ended there.
	 */
	attach(client: StompClient | null): void;
	/**
	 * Subscribes now if there is a connection, and again on each that comes.
	 *
	 * @param onMessage when it returns, the position moves past the message. So it does when it throws: the error goes to
	 *     `onError` and the message does not come again, as one that always fails would stop all that follow. A promise is not
	 *     waited for
	 */
	subscribe(destination: string, onMessage: (message: RelayMessage) => void, options?: SubscribeOptions): RelaySubscription;
	/**
	 * Reads the messages before one, for paging back.
	 *
	 * @param before the message-id of the oldest message there is
	 * @param options `count`: how many, 1 to 1000, default 50; `timeoutMillis`: default 30 000
	 * @returns rejected if there is no connection or it breaks, the server refuses, has no history or does not answer in time
	 */
	pageBefore(destination: string, before: string, options?: { count?: number; timeoutMillis?: number }): Promise<HistoryPage>;
	/** Ends everything and leaves the client as it is. Positions stay stored for the next relay of this namespace. */
	close(): void;
}
