import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import * as module from "../../main/resources/META-INF/resources/webjars/chat-relay/chat-relay.js";

const directory = new URL("../../main/resources/META-INF/resources/webjars/chat-relay/", import.meta.url);
const declarations = await readFile(new URL("chat-relay.d.ts", directory), "utf8");

/** The members that a class or interface declares: names at the start of a line, one tab in. */
function membersOf(name) {
	const [, body] = declarations.match(new RegExp(`export (?:class|interface) ${name} \\{\\n(.*?)\\n\\}`, "s"));
	return [...body.matchAll(/^\t(?:readonly )?(\w+)[?(:]/gm)].map(([, member]) => member).sort();
}

const membersIn = (object) => Object.getOwnPropertyNames(object).sort();

describe("the type declarations", () => {
	it("name what the module exports", () => {
		const declared = [...declarations.matchAll(/^export (?:class|function|const) (\w+)/gm)].map(([, name]) => name);

		assert.deepEqual(declared.sort(), Object.keys(module).sort());
	});

	it("name the members of a relay", () => {
		assert.deepEqual(membersOf("ChatRelay"), membersIn(module.ChatRelay.prototype));
	});

	it("name the members of a subscription", () => {
		const subscription = new module.ChatRelay(null, { storage: null }).subscribe("/topic/room", () => {});

		// `start` and `close` are the relay's to call.
		const members = membersIn(Object.getPrototypeOf(subscription)).filter((name) => !["constructor", "start", "close"].includes(name));
		assert.deepEqual(membersOf("RelaySubscription"), members);
	});
});
