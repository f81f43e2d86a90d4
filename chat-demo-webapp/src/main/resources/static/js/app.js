import { byId } from "./dom.js";
import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { Connection } from "./connection.js";
import { Identity } from "./identity.js";
import { KafkaPanel } from "./kafka-panel.js";
import { OlderView } from "./older-view.js";
import { Outbox } from "./outbox.js";
import { Rooms } from "./rooms.js";
import { setUpRoomsView } from "./rooms-view.js";
import { setUpStatus } from "./status.js";
import { setUpTheme } from "./theme.js";
import { TimelineView } from "./timeline-view.js";

const connection = new Connection();
const rooms = new Rooms();
const outbox = new Outbox(send);
const chat = new Chat(connection, rooms, outbox);

const identity = new Identity(
	{ dialog: byId("name-dialog"), form: byId("name-form"), input: byId("name-input"), error: byId("name-error"), save: byId("name-save"), change: byId("change-name"), label: byId("my-name"), avatar: byId("my-avatar") },
	(name) => {
		openRoom();
		connection.start(name);
	},
);

const view = new TimelineView(
	{ scroller: byId("timeline"), list: byId("messages"), pending: byId("pending"), note: byId("timeline-note"), toEnd: byId("to-end") },
	{
		onInspect: (message) => kafka.inspect(message),
		onRetry: (draft) => outbox.retry(draft),
		onEdit: (draft) => {
			outbox.discard(draft);
			composer.edit(draft.text);
		},
		onDiscard: (draft) => outbox.discard(draft),
	},
);

const older = new OlderView(
	{ scroller: byId("timeline"), bar: byId("older"), button: byId("older-button"), state: byId("older-state") },
	(timeline) => chat.readOlder(timeline),
);

const composer = new Composer(
	{ form: byId("composer"), text: byId("composer-text"), label: byId("composer-label"), count: byId("composer-count"), send: byId("send"), picker: byId("emoji-picker"), toggle: byId("emoji-toggle") },
	(text) => outbox.write(rooms.current, identity.name, text),
);

const kafka = new KafkaPanel(
	{ panel: byId("kafka"), title: byId("kafka-title"), toggle: byId("kafka-toggle"), close: byId("kafka-close"), note: byId("kafka-note"), chosen: byId("kafka-record"), log: byId("kafka-log"), scope: byId("kafka-scope"), refresh: byId("kafka-refresh"), records: byId("records") },
	{ room: () => rooms.current, view },
);

/** @returns {boolean} whether the draft is on its way */
function send(draft) {
	if (!chat.mayTake(draft)) {
		return false;
	}
	// The session's name may be another one than when this was written.
	draft.author = identity.name;
	connection.send(`/app/rooms/${draft.room}`, { "draft-id": draft.id }, JSON.stringify({ text: draft.text }));
	return true;
}

function openRoom() {
	if (identity.name === null) {
		return;
	}
	const timeline = chat.timelineOf(rooms.current);
	view.open(rooms.current, timeline, () => identity.name);
	older.open(timeline);
	composer.open(rooms.current);
	composer.focus();
	kafka.roomOpened(timeline);
	showPending();
}

function showPending() {
	if (rooms.current !== null && identity.name !== null) {
		view.showPending(outbox.in(rooms.current), connection.state === "online");
	}
}

setUpTheme(byId("theme"));
setUpStatus(connection, { status: byId("status"), text: byId("status-text"), retry: byId("retry") });
setUpRoomsView(rooms, {
	list: byId("rooms"), form: byId("new-room"), input: byId("new-room-name"), error: byId("new-room-error"), sidebar: byId("sidebar"), opener: byId("open-sidebar"), scrim: byId("scrim"), heading: byId("room-name"), dot: byId("unread-dot"), main: document.querySelector("main"),
});

rooms.addEventListener("open", openRoom);
outbox.addEventListener("change", showPending);
connection.addEventListener("state", ({ detail }) => {
	if (detail.state !== "online") {
		outbox.unsettle();
	}
	showPending();
});
connection.addEventListener("rejected", ({ detail }) => outbox.rejected(detail));
document.addEventListener("visibilitychange", () => {
	if (!document.hidden) {
		rooms.read();
	}
});

rooms.start();
identity.start();
