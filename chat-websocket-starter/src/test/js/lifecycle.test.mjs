import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ChatRelay } from "../../main/resources/META-INF/resources/webjars/chat-relay/chat-relay.js";
import { FakeClient } from "./fake-client.mjs";
import { Recorder } from "./recorder.mjs";

const ROOM = "/topic/room";

const relayOn = (client) => new ChatRelay(client, { storage: null, quietMillis: 5 });

const commands = (client) => client.sent.map(({ command }) => command);

describe("subscribing", () => {
	it("waits for the connection", () => {
		const client = new FakeClient();
		const app = new Recorder();
		relayOn(client).subscribe(ROOM, app.onMessage);
		assert.deepEqual(client.sent, []);

		client.connect();
		client.message(client.asked(ROOM), "1");

		assert.deepEqual(app.messages, ["1"]);
	});

	it("in the application's onConnect happens once a connection", () => {
		const client = new FakeClient();
		const relay = relayOn(client);
		client.onConnect = () => {
			client.onConnect = () => {};
			relay.subscribe(ROOM, () => {});
		};

		client.connect();
		assert.deepEqual(commands(client), ["SUBSCRIBE"]);
		client.reconnect();

		assert.deepEqual(commands(client), ["SUBSCRIBE"]);
	});

	it("several times to one destination keeps a position each", () => {
		const client = new FakeClient().connect();
		const relay = relayOn(client);
		const [first, second] = [new Recorder(), new Recorder()];
		relay.subscribe(ROOM, first.onMessage);
		relay.subscribe(ROOM, second.onMessage, { from: "last=2" });
		const [one, two] = [client.asked(ROOM, 0), client.asked(ROOM, 1)];
		assert.notEqual(one.id, two.id);
		client.receipt(one, { position: "10" });
		client.receipt(two, { position: "8" });
		client.replayed(two, "9");
		client.message(one, "11");

		client.reconnect();

		assert.deepEqual([client.asked(ROOM, 0).from, client.asked(ROOM, 1).from], ["11", "9"]);
		assert.deepEqual([first.messages, second.messages], [["11"], ["9"]]);
	});

	it("under a name that is taken throws, until it is free", () => {
		const relay = relayOn(null);
		const subscription = relay.subscribe(ROOM, () => {}, { name: "main" });
		assert.throws(() => relay.subscribe("/topic/other", () => {}, { name: "main" }), /name: "main"/);

		subscription.unsubscribe();

		assert.equal(relay.subscribe("/topic/other", () => {}, { name: "main" }).destination, "/topic/other");
	});

	it("on a client that connects again without having told that it closed starts again", () => {
		const client = new FakeClient().connect();
		const app = new Recorder();
		relayOn(client).subscribe(ROOM, app.onMessage);
		const asked = client.asked(ROOM);
		client.receipt(asked, { position: "10" });
		const late = client.callbackOf(asked);

		client.connect();
		late(client.frame(asked, "11", {}));

		assert.equal(client.asked(ROOM).from, "10");
		assert.deepEqual(app.messages, []);
	});
});

describe("unsubscribing", () => {
	it("ends it on the connection", () => {
		const client = new FakeClient().connect();
		const app = new Recorder();
		const subscription = relayOn(client).subscribe(ROOM, app.onMessage, app.options());
		const asked = client.asked(ROOM);
		const late = client.callbackOf(asked);

		subscription.unsubscribe();
		subscription.unsubscribe();
		late(client.frame(asked, "1", { gap: "skipped" }));
		client.receipt(asked, { position: "0" });

		assert.deepEqual(commands(client), ["SUBSCRIBE", "UNSUBSCRIBE"]);
		assert.deepEqual(app.events, []);
	});

	it("without a connection keeps it from coming back", () => {
		const client = new FakeClient().connect();
		const subscription = relayOn(client).subscribe(ROOM, () => {});
		client.disconnect();

		subscription.unsubscribe();
		client.connect();

		assert.deepEqual(client.sent, []);
	});

	it("inside the message's callback is fine", () => {
		const client = new FakeClient().connect();
		const app = new Recorder();
		const subscription = relayOn(client).subscribe(ROOM, (message) => {
			app.onMessage(message);
			subscription.unsubscribe();
		});
		client.receipt(client.asked(ROOM), { position: "0" });
		const asked = client.asked(ROOM);

		client.message(asked, "1");
		client.message(asked, "2");

		assert.deepEqual(app.messages, ["1"]);
		assert.equal(subscription.position, "0");
	});

	it("while the connection is being taken up again spares the subscription", () => {
		const client = new FakeClient().connect();
		const relay = relayOn(client);
		relay.subscribe("/topic/first", () => {}, { onGap: () => second.unsubscribe() });
		const second = relay.subscribe("/topic/second", () => {});
		client.message(client.asked("/topic/first"), "without-position");

		client.reconnect();

		assert.equal(client.asked("/topic/second"), undefined);
	});
});

describe("another client", () => {
	it("goes on where the first one stood", () => {
		const old = new FakeClient().connect();
		const relay = relayOn(old);
		const app = new Recorder();
		relay.subscribe(ROOM, app.onMessage, app.options());
		old.receipt(old.asked(ROOM), { position: "10" });
		old.message(old.asked(ROOM), "11");
		old.disconnect();

		const client = new FakeClient();
		relay.attach(client);
		client.connect();
		assert.equal(client.asked(ROOM).from, "11");
		old.connect();

		assert.deepEqual(old.sent, []);
		assert.deepEqual(commands(client), ["SUBSCRIBE"]);
	});

	it("that is connected already takes over at once, and the first one is left", () => {
		const old = new FakeClient().connect();
		const relay = relayOn(old);
		const app = new Recorder();
		relay.subscribe(ROOM, app.onMessage);
		const asked = old.asked(ROOM);
		old.receipt(asked, { position: "10" });
		const late = old.callbackOf(asked);

		const client = new FakeClient().connect();
		relay.attach(client);
		late(old.frame(asked, "11", {}));
		client.replayed(client.asked(ROOM), "11");

		assert.deepEqual(commands(old), ["SUBSCRIBE", "UNSUBSCRIBE"]);
		assert.equal(client.asked(ROOM).from, "10");
		assert.deepEqual(app.messages, ["11"]);
	});

	it("attached by a message's callback hands that message over once", () => {
		const old = new FakeClient().connect();
		const client = new FakeClient().connect();
		const relay = relayOn(old);
		const app = new Recorder();
		const subscription = relay.subscribe(ROOM, (message) => {
			app.onMessage(message);
			relay.attach(client);
		});
		old.receipt(old.asked(ROOM), { position: "10" });
		old.message(old.asked(ROOM), "11");

		client.receipt(client.asked(ROOM), { position: "10", recovered: "true" });
		client.replayed(client.asked(ROOM), "11", "12");

		assert.deepEqual(app.messages, ["11", "12"]);
		assert.equal(subscription.position, "12");
	});

	it("attached while the first one is being taken up gets all subscriptions", () => {
		const old = new FakeClient().connect();
		const client = new FakeClient().connect();
		const relay = relayOn(old);
		relay.subscribe(ROOM, () => {}, { onGap: () => relay.attach(client) });
		relay.subscribe("/topic/other", () => {});
		old.message(old.asked(ROOM), "without-position");

		old.reconnect();

		assert.ok(client.asked(ROOM));
		assert.ok(client.asked("/topic/other"));
		assert.deepEqual(old.sent, []);
	});

	it("may be taken away while it is being taken up", () => {
		const client = new FakeClient().connect();
		const relay = relayOn(client);
		relay.subscribe(ROOM, () => {}, { onGap: () => relay.attach(null) });

		client.reconnect();

		assert.deepEqual(client.sent, []);
	});

	it("may be none for a while", () => {
		const client = new FakeClient().connect();
		const relay = relayOn(client);
		relay.subscribe(ROOM, () => {});

		relay.attach(null);
		client.reconnect();
		assert.deepEqual(client.sent, []);
		relay.attach(client);

		assert.deepEqual(commands(client), ["SUBSCRIBE"]);
	});
});

describe("the application's own callbacks of the client", () => {
	it("are called, whether set before or after, and chained or not", () => {
		const calls = [];
		const client = new FakeClient();
		client.onConnect = () => calls.push("before");
		relayOn(client).subscribe(ROOM, () => {});
		client.connect();
		const previous = client.onConnect;
		client.onConnect = (frame) => {
			previous(frame);
			calls.push("after");
		};
		client.onWebSocketClose = ({ code }) => calls.push(code);

		client.reconnect();

		assert.deepEqual(calls, ["before", 1006, "before", "after"]);
		assert.deepEqual(commands(client), ["SUBSCRIBE"]);
	});

	it("may throw without harm to the subscriptions", () => {
		const client = new FakeClient();
		relayOn(client).subscribe(ROOM, () => {});
		client.onConnect = () => {
			throw new Error("the application's");
		};

		assert.throws(() => client.connect(), /the application's/);

		assert.deepEqual(commands(client), ["SUBSCRIBE"]);
	});

	it("serve two relays on one client", () => {
		const client = new FakeClient();
		const first = relayOn(client);
		first.subscribe(ROOM, () => {});
		relayOn(client).subscribe("/topic/other", () => {});
		client.connect();
		assert.notEqual(client.asked(ROOM).id, client.asked("/topic/other").id);

		first.close();
		client.reconnect();

		assert.equal(client.asked(ROOM), undefined);
		assert.ok(client.asked("/topic/other"));
	});

	it("may be set after two relays were attached", () => {
		const client = new FakeClient();
		relayOn(client).subscribe(ROOM, () => {});
		relayOn(client).subscribe("/topic/other", () => {});
		client.onConnect = () => {};

		client.connect();

		assert.deepEqual(client.sent.map(({ destination }) => destination), [ROOM, "/topic/other"]);
	});

	it("may be set after a relay was detached and attached again, which leaves nothing behind", () => {
		const client = new FakeClient();
		const relay = relayOn(client);
		relay.subscribe(ROOM, () => {});
		const { onConnect } = client;
		for (let time = 0; time < 3; time += 1) {
			relay.attach(null);
			relay.attach(client);
		}
		assert.equal(client.onConnect, onConnect);
		client.onConnect = () => {};

		client.connect();

		assert.deepEqual(commands(client), ["SUBSCRIBE"]);
	});

	it("may attach another relay, which starts once", () => {
		const client = new FakeClient();
		const another = relayOn(null);
		another.subscribe("/topic/other", () => {});
		relayOn(client).subscribe(ROOM, () => {});
		const previous = client.onConnect;
		client.onConnect = (frame) => {
			another.attach(client);
			previous(frame);
		};

		client.connect();

		assert.deepEqual(client.sent.map(({ destination }) => destination), [ROOM, "/topic/other"]);
	});
});

describe("closing", () => {
	it("ends everything, for good", () => {
		const client = new FakeClient().connect();
		const relay = relayOn(client);
		relay.subscribe(ROOM, () => {});

		relay.close();
		relay.close();

		assert.deepEqual(commands(client), ["SUBSCRIBE", "UNSUBSCRIBE"]);
		client.reconnect();
		assert.deepEqual(client.sent, []);
		assert.throws(() => relay.subscribe(ROOM, () => {}), /closed/);
		assert.throws(() => relay.attach(client), /closed/);
	});
});
