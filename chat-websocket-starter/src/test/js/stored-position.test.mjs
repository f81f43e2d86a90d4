import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ChatRelay } from "../../main/resources/META-INF/resources/webjars/chat-relay/chat-relay.js";
import { FakeClient } from "./fake-client.mjs";
import { FakeStorage } from "./fake-page.mjs";
import { Recorder } from "./recorder.mjs";

const ROOM = "/topic/room";

function start(storage, options = {}, relayOptions = {}) {
	const client = new FakeClient().connect();
	const relay = new ChatRelay(client, { storage, quietMillis: 5, ...relayOptions });
	const app = new Recorder();
	const subscription = relay.subscribe(ROOM, app.onMessage, app.options(options));
	return { client, relay, app, subscription };
}

/** A storage as a page leaves it, with positions by name; of ROOM if they are mere text. */
function storageWith(positions) {
	const entries = Object.entries(positions).map(([name, at]) => [name, typeof at === "string" ? { destination: ROOM, position: at } : at]);
	return new FakeStorage([["chat-relay.positions", JSON.stringify(Object.fromEntries(entries))]]);
}

describe("the next page of the tab", () => {
	it("asks for what comes after the last message", () => {
		const storage = new FakeStorage();
		const { client, relay } = start(storage);
		client.receipt(client.asked(ROOM), { position: "10" });
		client.message(client.asked(ROOM), "11");
		relay.close();

		const next = start(storage, { from: "last=50" });

		assert.equal(next.client.asked(ROOM).from, "11");
	});

	it("starts as told if the subscription was ended", () => {
		const storage = new FakeStorage();
		const { client, relay, subscription } = start(storage);
		client.receipt(client.asked(ROOM), { position: "10" });
		subscription.unsubscribe();
		relay.close();

		assert.equal(start(storage, { from: "last=50" }).client.asked(ROOM).from, "last=50");
	});

	it("starts as told if the position was not to be stored", () => {
		const storage = new FakeStorage();
		const { client, relay } = start(storage, { name: null });
		client.receipt(client.asked(ROOM), { position: "10" });
		relay.close();

		assert.equal(start(storage, { name: null, from: "last=50" }).client.asked(ROOM).from, "last=50");
	});

	it("finds each of several subscriptions to one destination, and those of its namespace only", () => {
		const storage = storageWith({ [ROOM]: "10", [`${ROOM}#2`]: "20", mine: "30" });
		const { client, relay } = start(storage);
		relay.subscribe(ROOM, () => {});
		relay.subscribe(ROOM, () => {}, { name: "mine" });

		assert.deepEqual([0, 1, 2].map((index) => client.asked(ROOM, index).from), ["10", "20", "30"]);
		assert.equal(start(storage, {}, { namespace: "another" }).client.asked(ROOM).from, undefined);
	});
});

describe("a stored position of another destination", () => {
	it("is not asked from, and not kept", () => {
		const storage = storageWith({ main: { destination: "/topic/other", position: "10" } });
		const { client, app, relay } = start(storage, { name: "main", from: "last=50" });
		assert.equal(client.asked(ROOM).from, "last=50");
		assert.deepEqual(app.events, []);

		relay.close();

		assert.equal(storage.getItem("chat-relay.positions"), "{}");
	});

	it("may be one of an older form, which does not tell", () => {
		const storage = new FakeStorage([["chat-relay.positions", JSON.stringify({ [ROOM]: "10" })]]);

		assert.equal(start(storage).client.asked(ROOM).from, undefined);
	});
});

describe("a subscription that stores no position", () => {
	it("takes no name from another one to its destination", () => {
		const { client, relay } = start(storageWith({ [ROOM]: "10", [`${ROOM}#2`]: "20" }), { name: null });
		relay.subscribe(ROOM, () => {}, { name: null });
		relay.subscribe(ROOM, () => {});
		relay.subscribe(ROOM, () => {}, { name: `${ROOM}#2` });

		assert.deepEqual([0, 1, 2, 3].map((index) => client.asked(ROOM, index).from), [undefined, undefined, "10", "20"]);
	});
});

describe("a stored position that is refused", () => {
	it("is forgotten at once and announced, and the subscription starts as told", () => {
		const storage = storageWith({ [ROOM]: "rubbish" });
		const { client, app, relay } = start(storage, { from: "last=50" });
		assert.equal(client.asked(ROOM).from, "rubbish");

		client.error('from: "rubbish" (expected: now, earliest, ...)', { "receipt-id": client.asked(ROOM).receipt });
		client.connect();
		assert.equal(client.asked(ROOM).from, "last=50");
		client.receipt(client.asked(ROOM), { position: "10" });

		assert.deepEqual(app.events, ["gap position-refused", "subscribed"]);
		relay.close();
		assert.equal(start(storage).client.asked(ROOM).from, "10");
	});

	it("is forgotten also if three ERRORs in a row do not say what they are about", () => {
		const { client, app } = start(storageWith({ [ROOM]: "rubbish" }));

		for (let attempt = 0; attempt < 3; attempt += 1) {
			assert.equal(client.asked(ROOM).from, "rubbish");
			client.error("something is wrong");
			client.connect();
		}

		assert.equal(client.asked(ROOM).from, undefined);
		assert.deepEqual(app.events, ["gap position-refused"]);
	});

	it("is kept over errors that pass, and begins to count anew when it was taken", () => {
		const { client, app } = start(storageWith({ [ROOM]: "10" }));
		for (let round = 0; round < 2; round += 1) {
			client.error("SUBSCRIBE: the history cannot be read, try again", { "receipt-id": client.asked(ROOM).receipt });
			client.connect();
			client.error("a SEND was refused");
			client.connect();
			assert.equal(client.asked(ROOM).from, "10");
			client.receipt(client.asked(ROOM));
			client.reconnect();
		}

		assert.equal(client.asked(ROOM).from, "10");
		assert.ok(!app.events.includes("gap position-refused"));
	});

	it("is forgotten after three refusals in a row that are not about it", () => {
		const { client, app } = start(storageWith({ [ROOM]: "10" }));

		for (let attempt = 0; attempt < 3; attempt += 1) {
			assert.equal(client.asked(ROOM).from, "10");
			client.error("fromage: no", { "receipt-id": client.asked(ROOM).receipt });
			client.connect();
		}

		assert.equal(client.asked(ROOM).from, undefined);
		assert.deepEqual(app.events, ["gap position-refused"]);
	});

	it("is not what the next page starts with", () => {
		const storage = storageWith({ [ROOM]: "rubbish" });
		const { client, relay } = start(storage);
		client.error('from: "rubbish" (expected: now, earliest, ...)', { "receipt-id": client.asked(ROOM).receipt });
		relay.close();

		assert.equal(start(storage).client.asked(ROOM).from, undefined);
	});

	it("is kept if the ERROR is about something else", () => {
		const { client } = start(storageWith({ [ROOM]: "10" }));
		client.receipt(client.asked(ROOM));
		client.error("a SEND was refused");
		client.connect();
		client.error("a SEND was refused", { "receipt-id": "another" });
		client.connect();

		assert.equal(client.asked(ROOM).from, "10");
	});

	it("takes no other subscription with it", () => {
		const { client, relay } = start(storageWith({ [ROOM]: "rubbish", "/topic/other": { destination: "/topic/other", position: "20" } }));
		const app = new Recorder();
		relay.subscribe("/topic/other", app.onMessage, app.options());

		client.error('from: "rubbish" (expected: now, earliest, ...)', { "receipt-id": client.asked(ROOM).receipt });
		client.connect();

		assert.equal(client.asked("/topic/other").from, "20");
		assert.deepEqual(app.events, []);
	});
});

describe("a position that the server has given", () => {
	it("survives errors that pass, such as of a node that stops", () => {
		const { client, app } = start(null);
		client.receipt(client.asked(ROOM), { position: "10" });
		client.reconnect();
		client.error("the broker is stopping", { "receipt-id": client.asked(ROOM).receipt });
		client.connect();
		client.error("the broker is stopping");
		client.connect();
		assert.equal(client.asked(ROOM).from, "10");

		client.receipt(client.asked(ROOM), { position: "10", recovered: "true" });

		assert.deepEqual(app.events, ["subscribed", "live", "subscribed, recovered"]);
	});

	it("is refused in a row only if it was not taken in between", () => {
		const { client, app } = start(null);
		client.receipt(client.asked(ROOM), { position: "10" });
		client.reconnect();
		for (let attempt = 0; attempt < 5; attempt += 1) {
			client.error("the broker is stopping", { "receipt-id": client.asked(ROOM).receipt });
			client.connect();
			client.receipt(client.asked(ROOM), { position: "10", recovered: "true" });
			client.reconnect();
		}

		assert.equal(client.asked(ROOM).from, "10");
		assert.ok(!app.events.includes("gap position-refused"));
	});

	it("is given up after three refusals in a row", () => {
		const { client, app } = start(null);
		client.receipt(client.asked(ROOM), { position: "10" });
		client.reconnect();
		app.take();

		for (let attempt = 0; attempt < 3; attempt += 1) {
			assert.equal(client.asked(ROOM).from, "10");
			client.error("from: no", { "receipt-id": client.asked(ROOM).receipt });
			client.connect();
		}

		assert.equal(client.asked(ROOM).from, undefined);
		assert.deepEqual(app.events, ["gap position-refused"]);
	});
});

describe("a start that is refused", () => {
	it("three times in a row ends the subscription and says so", () => {
		const { client, app } = start(null, { from: "yesterday" });

		for (let attempt = 0; attempt < 3; attempt += 1) {
			client.error("from: yesterday", { "receipt-id": client.asked(ROOM).receipt });
			client.connect();
		}

		assert.deepEqual(client.sent, []);
		assert.deepEqual(app.events, ["refused from: yesterday"]);
	});
});
