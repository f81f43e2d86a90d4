/*
 * Copyright 2026 the Chat Relay authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
/**
 * Who has sent and got what, and whether that keeps the delivery contract.
 *
 * <p>Clients write down each SEND ({@link io.chatrelay.proof.account.Message}) and whatever happens to a subscriber
 * ({@link io.chatrelay.proof.account.SubscriberHistory}) in the {@link io.chatrelay.proof.account.DestinationHistory} of
 * their destination. At the end {@link io.chatrelay.proof.account.Findings} judges each destination. The relay is not asked:
 * the {@code ReferenceOrder} is the one that subscribers agree on. {@code DestinationCheck} holds message-ids, publishers and
 * each subscriber's order against it, and {@code CompletenessCheck} looks for what has not come.
 */
@NullMarked
package io.chatrelay.proof.account;

import org.jspecify.annotations.NullMarked;
