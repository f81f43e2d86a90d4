import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ChatRelay } from "../../main/resources/META-INF/resources/webjars/chat-relay/chat-relay.js";
import { FakeClient } from "./fake-client.mjs";
import { Recorder } from "./recorder.mjs";

const ROOM = "/topic/room";

function connected() {
	const client = new FakeClient().connect();
	return { client, relay: new ChatRelay(client, { storage: null }) };
}

/** Lets the promise's own steps run, up to sending the SUBSCRIBE. */
const sent = () => Promise.resolve();

const idsOf = (page) => page.messages.map(({ headers }) => headers["message-id"]);

describe("paging back", () => {
	it("resolves with the messages before one, and ends its subscription", async () => {
		const { client, relay } = connected();
		const page = relay.pageBefore(ROOM, "50", { count: 3 });
		await sent();
		const asked = client.asked(ROOM);
		assert.deepEqual([asked.from, asked.until], ["last=3", "50"]);

		client.receipt(asked, { position: "46", count: "3" });
		client.replayed(asked, "47", "48", "49");

		const { messages, ...rest } = await page;
		assert.deepEqual(idsOf({ messages }), ["47", "48", "49"]);
		assert.deepEqual(rest, { gap: null, atStart: false });
		assert.deepEqual(client.sent.at(-1), { command: "UNSUBSCRIBE", id: asked.id });
	});

	it("knows the beginning of the log", async () => {
		const { client, relay } = connected();
		const some = relay.pageBefore(ROOM, "2");
		const none = relay.pageBefore(ROOM, "1");
		await sent();

		client.receipt(client.asked(ROOM, 0), { count: "1" });
		client.replayed(client.asked(ROOM, 0), "1");
		client.receipt(client.asked(ROOM, 1), { count: "0", gap: "retention" });

		assert.equal((await some).atStart, true);
		assert.deepEqual(await none, { messages: [], gap: "retention", atStart: true });
	});

	it("does not disturb the subscription to the same destination", async () => {
		const { client, relay } = connected();
		const app = new Recorder();
		const subscription = relay.subscribe(ROOM, app.onMessage);
		client.receipt(client.asked(ROOM), { position: "50" });
		const page = relay.pageBefore(ROOM, "50", { count: 1 });
		await sent();
		client.receipt(client.asked(ROOM, 1), { count: "1" });
		client.message(client.asked(ROOM), "51");
		client.replayed(client.asked(ROOM, 1), "49");

		assert.deepEqual(idsOf(await page), ["49"]);
		assert.deepEqual(app.messages, ["51"]);
		assert.equal(subscription.position, "51");
	});

	it("says what is missing in between", async () => {
		const { client, relay } = connected();
		const page = relay.pageBefore(ROOM, "50", { count: 2 });
		await sent();
		client.receipt(client.asked(ROOM), { count: "2" });
		client.replayed(client.asked(ROOM), "40");
		client.message(client.asked(ROOM), "49", { replayed: "true", gap: "truncated" });

		assert.equal((await page).gap, "truncated");
	});
});

describe("paging back is rejected", () => {
	it("without a connection", async () => {
		const relay = new ChatRelay(new FakeClient(), { storage: null });

		await assert.rejects(relay.pageBefore(ROOM, "50"), /no connection/);
	});

	it("when the connection breaks, before the receipt or after, and is not repeated", async () => {
		const { client, relay } = connected();
		const early = relay.pageBefore(ROOM, "50");
		await sent();
		client.reconnect();
		await assert.rejects(early, /The connection broke/);
		assert.deepEqual(client.sent, []);

		const late = relay.pageBefore(ROOM, "50");
		await sent();
		client.receipt(client.asked(ROOM), { count: "2" });
		client.replayed(client.asked(ROOM), "48");
		client.disconnect();
		await assert.rejects(late, /The connection broke/);
	});

	it("when another client is attached or the relay is closed", async () => {
		const { client, relay } = connected();
		const first = relay.pageBefore(ROOM, "50");
		await sent();
		const next = new FakeClient().connect();
		relay.attach(next);
		await assert.rejects(first, /The connection broke/);
		assert.deepEqual(client.sent.map(({ command }) => command), ["SUBSCRIBE", "UNSUBSCRIBE"]);

		const second = relay.pageBefore(ROOM, "50");
		await sent();
		relay.close();
		await assert.rejects(second, /The connection broke/);
		await assert.rejects(relay.pageBefore(ROOM, "50"), /closed/);
	});

	it("with the server's words when it refuses", async () => {
		const { client, relay } = connected();
		const page = relay.pageBefore(ROOM, "rubbish");
		await sent();

		client.error("until: cannot be read", { "receipt-id": client.asked(ROOM).receipt });

		await assert.rejects(page, /until: cannot be read/);
	});

	it("when the broker has no history", async () => {
		const { client, relay } = connected();
		const page = relay.pageBefore(ROOM, "50");
		await sent();

		client.receipt(client.asked(ROOM));

		await assert.rejects(page, /keeps a history/);
		assert.equal(client.sent.at(-1).command, "UNSUBSCRIBE");
	});

	it("when no answer comes in time", async () => {
		const { client, relay } = connected();

		await assert.rejects(relay.pageBefore(ROOM, "50", { timeoutMillis: 5 }), /within 5 ms/);
		assert.equal(client.sent.at(-1).command, "UNSUBSCRIBE");
	});

	for (const [before, count] of [["50", 0], ["50", 1001], ["50", 1.5], ["local-1", 50], ["", 50], [undefined, 50]]) {
		it(`for values that would close the session: ${before}, ${count}`, async () => {
			const { client, relay } = connected();

			await assert.rejects(relay.pageBefore(ROOM, before, { count }), /expected/);
			assert.deepEqual(client.sent, []);
		});
	}
});
