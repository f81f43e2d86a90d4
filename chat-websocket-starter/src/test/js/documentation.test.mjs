import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { ChatRelay } from "../../main/resources/META-INF/resources/webjars/chat-relay/chat-relay.js";
import { FakeClient } from "./fake-client.mjs";

const guide = await readFile(new URL("../../../../docs/how-to/resume-in-the-browser.md", import.meta.url), "utf8");
const [, script] = guide.match(/<script type="module">\n(.*?)<\/script>/s);

/** Runs the script of the guide on a page that has just what it uses. */
function run() {
	const items = [];
	const button = new EventTarget();
	const list = { append: (...lines) => items.push(...lines), prepend: (...lines) => items.unshift(...lines) };
	const document = { querySelector: (selector) => (selector === "#older" ? button : list), createElement: () => ({}) };
	const made = [];
	class Client extends FakeClient {
		constructor(options) {
			super();
			made.push({ client: this, options });
		}

		activate() {
			this.connect();
		}
	}
	const body = script.replace(/^\s*import .*$/gm, "");
	new Function("Client", "ChatRelay", "document", "location", body)(Client, ChatRelay, document, { origin: "https://chat.example" });
	return { ...made[0], button, texts: () => items.map(({ textContent }) => textContent) };
}

describe("the page of the guide", () => {
	it("shows history, what comes, gaps and older messages", async () => {
		const { client, options, button, texts } = run();
		assert.equal(options.brokerURL, "wss://chat.example/ws");
		const asked = client.asked("/topic/greetings");
		assert.equal(asked.from, "last=50");
		client.receipt(asked, { position: "9" });
		client.replayed(asked, "10");
		client.message(asked, "11");
		client.message(asked, "14", { gap: "skipped" });

		button.dispatchEvent(new Event("click"));
		await Promise.resolve();
		const page = client.asked("/topic/greetings", 1);
		assert.equal(page.until, "10");
		client.receipt(page, { count: "1" });
		client.replayed(page, "8");
		await new Promise((resolve) => setTimeout(resolve));

		assert.deepEqual(texts(), ["body of 8", "body of 10", "body of 11", "Messages are missing here (skipped)", "body of 14"]);
	});
});
