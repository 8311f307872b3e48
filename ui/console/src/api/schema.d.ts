import type * as desk from "./types";

/** Hand-written until the desk publishes its own. */
type Json<T> = { content: { "application/json": T } };
type Id = { conversation_id: string };
interface Get<Path, Query, Out> {
  parameters: { path: Path; query?: Query };
  responses: { 200: Json<Out> };
}
interface Act<Path, In, Out> {
  parameters: { path: Path };
  requestBody?: Json<In>;
  responses: { 200: Json<Out> };
}
export interface paths {
  "/api/session": {
    get: { responses: { 200: Json<desk.Session> } };
    post: { requestBody: Json<{ email: string; password: string }>; responses: { 200: Json<desk.Session> } };
    delete: { responses: { 204: { content?: never } } };
  };
  "/api/queue": { get: { responses: { 200: Json<desk.Queue> } } };
  "/api/conversations/{conversation_id}": { get: Get<Id, never, desk.Conversation> };
  "/api/conversations/{conversation_id}/messages": {
    get: Get<Id, { after?: number; before?: number; limit?: number }, { messages: desk.Message[] }>;
    post: Act<Id, { text: string; client_id: string }, { messages: desk.Message[] }>;
  };
  "/api/conversations/{conversation_id}/take": { post: Act<Id, never, desk.Conversation> };
  "/api/conversations/{conversation_id}/hand-back": { post: Act<Id, never, desk.Conversation> };
  "/api/conversations/{conversation_id}/resolve": { post: Act<Id, never, desk.Conversation> };
  "/api/conversations/{conversation_id}/typing": {
    post: { parameters: { path: Id }; responses: { 204: { content?: never } } };
  };
  "/api/messages/{message_id}/retry": { post: Act<{ message_id: string }, never, desk.Message> };
}
