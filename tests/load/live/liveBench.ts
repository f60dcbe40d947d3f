export async function benchLive(): Promise<string> { return ''; }
