export async function benchIngest(): Promise<string> { return ''; }
