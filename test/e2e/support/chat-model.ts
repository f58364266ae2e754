import { serveJson, type WebServer } from './web-server';

interface Message {
	role: string;
	content: string | null;
}

export interface ToolDefinition {
	type: string;
	function: { name: string; description: string; parameters: Record<string, unknown> };
}

interface ChatRequest {
	messages: Message[];
	tools: ToolDefinition[];
}

/** What the model does next: calls a tool, or answers the user. */
export type Turn = { tool: string; args: Record<string, unknown> } | string;

/** Decides by what the tool called last has given; the first turn has nothing to go by. */
export type Step = (toolResult: string) => Turn;

export interface ChatModel extends WebServer {
	/** What it was asked, oldest first. */
	requests: ChatRequest[];
	/** What it does from now on, one step after each result of a tool. */
	follow(script: Step[]): void;
}

/** A chat model that follows a script, behind OpenAI's API for chat completions. */
export async function startChatModel(): Promise<ChatModel> {
	const requests: ChatRequest[] = [];
	let script: Step[] = [];
	const server = await serveJson((body) => {
		const request = body as ChatRequest;
		requests.push(request);
		const asked = request.messages.findLastIndex(({ role }) => role === 'user');
		const results = request.messages.slice(asked).filter(({ role }) => role === 'tool');
		const turn = script[results.length](results.at(-1)?.content ?? '');
		return completion(turn, requests.length);
	});
	return {
		...server,
		requests,
		follow: (next) => {
			script = next;
		},
	};
}

function completion(turn: Turn, count: number): unknown {
	const isText = typeof turn === 'string';
	const message = isText
		? { content: turn }
		: { content: null, tool_calls: [toolCall(turn.tool, turn.args, count)] };
	return {
		id: `completion-${count}`,
		object: 'chat.completion',
		created: Math.floor(Date.now() / 1000),
		model: 'scripted',
		choices: [
			{
				index: 0,
				finish_reason: isText ? 'stop' : 'tool_calls',
				message: { role: 'assistant', ...message },
			},
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

function toolCall(name: string, args: Record<string, unknown>, count: number): unknown {
	return {
		id: `call-${count}`,
		type: 'function',
		function: { name, arguments: JSON.stringify(args) },
	};
}
