import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ChatRelay } from "../../main/resources/META-INF/resources/webjars/chat-relay/chat-relay.js";
import { FakeClient } from "./fake-client.mjs";
import { millis, Recorder } from "./recorder.mjs";

const ROOM = "/topic/room";

function relayOn(client, options = {}) {
	return new ChatRelay(client, { storage: null, quietMillis: 5, ...options });
}

function subscribed(options = {}) {
	const client = new FakeClient().connect();
	const relay = relayOn(client);
	const app = new Recorder();
	const subscription = relay.subscribe(ROOM, app.onMessage, app.options(options));
	return { client, relay, app, subscription };
}

describe("after a reconnect", () => {
	it("asks for what comes after the last message", () => {
		const { client, app } = subscribed();
		client.receipt(client.asked(ROOM), { position: "10" });
		client.message(client.asked(ROOM), "11");
		client.message(client.asked(ROOM), "12");

		client.reconnect();
		assert.equal(client.asked(ROOM).from, "12");
		client.receipt(client.asked(ROOM), { position: "12", recovered: "true" });
		client.replayed(client.asked(ROOM), "13", "14");
		client.message(client.asked(ROOM), "15");

		assert.deepEqual(app.events, ["subscribed", "live", "11", "12", "subscribed, recovered", "13", "14", "live", "15"]);
	});

	it("asks from the receipt's position if no message had come", () => {
		const { client, subscription } = subscribed();
		client.receipt(client.asked(ROOM), { position: "10" });
		assert.equal(subscription.position, "10");

		client.reconnect();

		assert.equal(client.asked(ROOM).from, "10");
	});

	it("asks as at first if the connection broke before the receipt", () => {
		const { client, app, subscription } = subscribed({ from: "last=50" });
		assert.equal(client.asked(ROOM).from, "last=50");

		client.reconnect();

		assert.equal(client.asked(ROOM).from, "last=50");
		assert.equal(subscription.position, null);
		assert.deepEqual(app.events, []);
	});

	it("goes on in the middle of a replay that was interrupted, each message once", () => {
		const { client, app } = subscribed({ from: "last=50" });
		client.receipt(client.asked(ROOM), { position: "0" });
		client.replayed(client.asked(ROOM), "1", "2", "3");

		client.reconnect();
		assert.equal(client.asked(ROOM).from, "3");
		client.disconnect();
		client.connect();
		assert.equal(client.asked(ROOM).from, "3");
		client.receipt(client.asked(ROOM), { position: "3", recovered: "true" });
		client.replayed(client.asked(ROOM), "4", "5");
		client.message(client.asked(ROOM), "6");

		assert.deepEqual(app.messages, ["1", "2", "3", "4", "5", "6"]);
	});

	it("repeats the same position while nothing is answered", () => {
		const { client } = subscribed();
		client.receipt(client.asked(ROOM), { position: "10" });

		for (let attempt = 0; attempt < 5; attempt += 1) {
			client.reconnect();
			assert.equal(client.asked(ROOM).from, "10");
		}
	});

	it("takes nothing that the old connection still brings", () => {
		const { client, app } = subscribed();
		client.receipt(client.asked(ROOM), { position: "10" });
		const late = client.callbackOf(client.asked(ROOM));
		const lateFrame = client.frame(client.asked(ROOM), "11", {});
		client.reconnect();

		late(lateFrame);

		assert.deepEqual(app.messages, []);
		client.replayed(client.asked(ROOM), "11");
		assert.deepEqual(app.messages, ["11"]);
	});

	it("announces that a broker without positions cannot go on", () => {
		const { client, app } = subscribed();
		client.message(client.asked(ROOM), "session-0");

		client.reconnect();

		assert.equal(client.asked(ROOM).from, undefined);
		assert.deepEqual(app.events, ["live", "session-0", "gap no-position"]);
	});

	it("announces that also if no message had come, as such a broker sends no receipts either", () => {
		const { client, app } = subscribed();

		client.reconnect();
		assert.deepEqual(app.take(), ["gap no-position"]);
		client.disconnect();
		assert.deepEqual(app.take(), []);
		client.connect();
		client.message(client.asked(ROOM), "session-0");

		assert.deepEqual(app.events, ["gap no-position", "live", "session-0"]);
	});

	it("announces nothing if it was not asked on the connection that broke, or the server refused it", () => {
		const client = new FakeClient().connect();
		const app = new Recorder();
		client.disconnect();
		relayOn(client).subscribe(ROOM, app.onMessage, app.options());
		client.connect();
		client.error("SUBSCRIBE: no", { "receipt-id": client.asked(ROOM).receipt });

		client.connect();

		assert.ok(client.asked(ROOM));
		assert.deepEqual(app.events, []);
	});

	it("announces that another broker has lost the positions", () => {
		const { client, app } = subscribed();
		client.receipt(client.asked(ROOM), { position: "10" });
		app.take();

		client.reconnect();
		client.receipt(client.asked(ROOM));

		assert.deepEqual(app.events, ["gap no-position", "subscribed", "live"]);
	});
});

describe("a message", () => {
	it("that comes twice is handed over once", () => {
		const { client, app, subscription } = subscribed();
		client.receipt(client.asked(ROOM), { position: "10" });

		["11", "12", "11", "13", "12"].forEach((id) => client.message(client.asked(ROOM), id));

		assert.deepEqual(app.messages, ["11", "12", "13"]);
		// Where the server is, which may read a part once more.
		assert.equal(subscription.position, "12");
	});

	it("that was handed over before its position could count moves it when it comes again", () => {
		const { client, app, subscription } = subscribed();
		client.message(client.asked(ROOM), "11");
		assert.equal(subscription.position, null);
		client.receipt(client.asked(ROOM), { position: "10" });

		client.message(client.asked(ROOM), "11");
		client.message(client.asked(ROOM), "local-7");
		client.message(client.asked(ROOM), "local-7");

		assert.deepEqual(app.messages, ["11", "local-7"]);
		assert.equal(subscription.position, "11");
	});

	it("of this node only moves no position", () => {
		const { client, app, subscription } = subscribed();
		client.receipt(client.asked(ROOM), { position: "10" });

		client.message(client.asked(ROOM), "local-7");

		assert.deepEqual(app.messages, ["local-7"]);
		assert.equal(subscription.position, "10");
	});

	it("moves the position only when it has been handed over", () => {
		const client = new FakeClient().connect();
		const seen = [];
		const subscription = relayOn(client).subscribe(ROOM, () => seen.push(subscription.position));
		client.receipt(client.asked(ROOM), { position: "10" });

		client.message(client.asked(ROOM), "11");

		assert.deepEqual(seen, ["10"]);
		assert.equal(subscription.position, "11");
	});

	it("whose callback throws is reported, passed, and stops nothing", () => {
		const client = new FakeClient().connect();
		const errors = [];
		const messages = [];
		const relay = relayOn(client, { onError: (error) => errors.push(error.message) });
		const subscription = relay.subscribe(ROOM, ({ headers }) => {
			messages.push(headers["message-id"]);
			throw new Error(`cannot show ${headers["message-id"]}`);
		});
		client.receipt(client.asked(ROOM), { position: "10" });

		client.message(client.asked(ROOM), "11");
		client.message(client.asked(ROOM), "12");

		assert.deepEqual(messages, ["11", "12"]);
		assert.deepEqual(errors, ["cannot show 11", "cannot show 12"]);
		assert.equal(subscription.position, "12");
	});
});

describe("a replay", () => {
	it("is finished when a message comes that is not replayed", () => {
		const { client, app, subscription } = subscribed({ from: "earliest" });
		client.receipt(client.asked(ROOM), { position: "0" });
		client.replayed(client.asked(ROOM), "1");
		assert.equal(subscription.live, false);

		client.message(client.asked(ROOM), "2");

		assert.equal(subscription.live, true);
		assert.deepEqual(app.take(), ["subscribed", "1", "live", "2"]);
	});

	it("is finished when nothing more comes", async () => {
		const { client, app } = subscribed({ from: "earliest" });
		client.receipt(client.asked(ROOM), { position: "0" });
		client.replayed(client.asked(ROOM), "1");

		await millis(30);

		assert.deepEqual(app.take(), ["subscribed", "1", "live"]);
		client.message(client.asked(ROOM), "2");
		assert.deepEqual(app.take(), ["2"]);
	});

	it("is not finished by a connection that breaks", async () => {
		const { client, app, subscription } = subscribed({ from: "earliest" });
		client.receipt(client.asked(ROOM), { position: "0" });

		client.disconnect();
		await millis(30);

		assert.equal(subscription.live, false);
		assert.deepEqual(app.events, ["subscribed"]);
	});

	it("begins again when the subscription falls behind", () => {
		const { client, app } = subscribed();
		client.receipt(client.asked(ROOM), { position: "0" });
		app.take();

		client.replayed(client.asked(ROOM), "1");
		client.message(client.asked(ROOM), "2");

		assert.deepEqual(app.events, ["1", "live", "2"]);
	});
});

describe("a gap", () => {
	it("on the receipt is announced before what follows, and once", () => {
		const { client, app } = subscribed();
		client.receipt(client.asked(ROOM), { position: "10" });
		client.reconnect();
		app.take();

		client.receipt(client.asked(ROOM), { position: "90", gap: "retention" });
		client.replayed(client.asked(ROOM), "91");
		client.reconnect();

		assert.equal(client.asked(ROOM).from, "91");
		assert.deepEqual(app.events, ["gap retention", "subscribed", "91"]);
	});

	it("passed by the receipt is not met again if no message came", () => {
		const { client } = subscribed();
		client.receipt(client.asked(ROOM), { position: "10" });
		client.reconnect();
		client.receipt(client.asked(ROOM), { position: "90", gap: "retention" });

		client.reconnect();

		assert.equal(client.asked(ROOM).from, "90");
	});

	it("on a message is announced before it", () => {
		const { client, app } = subscribed();
		client.receipt(client.asked(ROOM), { position: "10" });
		app.take();

		client.message(client.asked(ROOM), "15", { gap: "skipped" });

		assert.deepEqual(app.events, ["gap skipped before 15", "15"]);
	});
});

describe("patterns and user destinations", () => {
	for (const destination of ["/topic/*", "/topic/**", "/topic/room.?", "/topic/{room}", "/user/queue/errors"]) {
		it(`are never asked from a position: ${destination}`, () => {
			const client = new FakeClient().connect();
			const app = new Recorder();
			relayOn(client).subscribe(destination, app.onMessage, app.options());
			client.receipt(client.asked(destination), { position: "10" });
			client.message(client.asked(destination), "11");

			client.reconnect();

			assert.equal(client.asked(destination).from, undefined);
			assert.deepEqual(app.events, ["subscribed", "live", "11", "gap no-position"]);
		});

		it(`have no history: ${destination}`, () => {
			assert.throws(() => relayOn(null).subscribe(destination, () => {}, { from: "last=50" }), /expected: now/);
		});
	}
});
