const api = (process.env.POSITION_STREAM ?? 'http://localhost:8080') + '/api/v1/account'

const login = await fetch(api + '/authenticate', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ environment: 'simulator' }),
})
const headers = { Authorization: 'Bearer ' + (await login.json()).token }

const { positions } = await (await fetch(api + '/positions', { headers })).json()
for (const held of positions) console.log(held.quantity, held.side, held.ticker, held.unrealized_pnl)

for (let last = ''; ; await new Promise((resume) => setTimeout(resume, 1000))) {
  try {
    const stream = await fetch(api + '/sse/positions', { headers: { ...headers, 'Last-Event-ID': last } })
    if (!stream.ok) throw new Error(await stream.text())
    let text = ''
    for await (const chunk of stream.body.pipeThrough(new TextDecoderStream())) {
      const events = (text + chunk).split('\n\n')
      text = events.pop() // the beginning of the next one
      for (const event of events) {
        const data = event.match(/^data: (.*)$/m)?.[1]
        if (data) console.log(JSON.parse(data).type, data)
        last = event.match(/^id: (.*)$/m)?.[1] ?? last
      }
    }
  } catch (broken) {
    console.error(broken.message)
  }
}
