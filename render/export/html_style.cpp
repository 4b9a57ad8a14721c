#include "render/export/html_player.h"

namespace render {

namespace {

constexpr std::string_view kStyle = R"css(
*,*::before,*::after{box-sizing:border-box}
html{color-scheme:var(--scheme);-webkit-text-size-adjust:100%}
body{margin:0;min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;background:var(--paper);color:var(--ink);
font:400 16px/1.5 Inter,system-ui,-apple-system,"Segoe UI",Roboto,Arial,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
button{font:inherit;color:inherit;cursor:pointer}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
[hidden]{display:none!important}
.t{font-family:Inter,Arial,Helvetica,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
.m{font-family:"JetBrains Mono",Consolas,Menlo,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",monospace}
header{display:flex;align-items:center;gap:8px 16px;flex-wrap:wrap;padding:14px clamp(14px,2.4vw,32px);background:var(--panel);border-bottom:1px solid var(--hairline)}
header hgroup{flex:1 1 16em;min-width:0}
h1{margin:0;font-size:clamp(18px,1.2vw + 12px,26px);line-height:1.25;font-weight:700;letter-spacing:-.01em}
#objective{margin:2px 0 0;color:var(--dim);font-size:15px}
.bar{display:flex;gap:8px}
.key{border:1px solid transparent;border-radius:8px;background:var(--soft);padding:7px 14px;min-height:40px;font-weight:500}
.key:hover{border-color:var(--dim)}
.key[aria-pressed=true]{background:var(--ink);color:var(--panel)}
#body{flex:1;display:grid;grid-template-columns:minmax(190px,250px) minmax(0,1fr);gap:14px;padding:14px clamp(14px,2.4vw,32px);max-width:1720px;width:100%;margin:0 auto}
nav{position:sticky;top:14px;align-self:start;max-height:calc(100vh - 120px);overflow:auto}
nav ol{list-style:none;margin:0;padding:0;display:grid;gap:2px}
nav button{display:grid;grid-template-columns:30px 1fr;gap:8px;align-items:baseline;width:100%;text-align:start;border:0;background:none;border-radius:8px;padding:7px 8px;color:var(--dim);font-size:14px;line-height:1.35}
nav button span:last-child{display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden}
nav button .n{font-weight:700;text-align:center}
nav button:hover{background:var(--soft);color:var(--ink)}
nav button[aria-current=step]{background:var(--panel);color:var(--ink);box-shadow:inset 0 0 0 1px var(--hairline)}
nav button[aria-current=step] .n{background:var(--ink);color:var(--panel);border-radius:6px}
main{min-width:0;touch-action:pan-y pinch-zoom}
.page{display:flex;flex-direction:column;background:var(--panel);border:1px solid var(--hairline);border-radius:12px;min-height:100%;padding:clamp(14px,1.6vw,26px)}
.page[hidden]{display:none}
.pictures{display:flex;flex-wrap:wrap;align-items:center;gap:18px 30px;margin:0}
.pictures>svg{flex:var(--w) 1 calc(var(--w)*.42px);min-width:min(100%,calc(var(--w)*.42px));max-width:100%;height:auto;max-height:58vh;display:block}
.words{margin-top:auto;padding-top:clamp(12px,1.4vw,20px)}
.words>div{border-top:1px solid var(--hairline);padding-top:14px}
.count{margin:0 0 4px;color:var(--dim);font-size:14px;font-weight:600;display:flex;gap:10px;flex-wrap:wrap;align-items:center}
.chip{border-radius:99px;background:var(--soft);color:var(--ink);padding:1px 12px}
.chip.alarm{background:none;color:var(--violation);box-shadow:inset 0 0 0 2px var(--violation)}
.caption{margin:0;font-size:clamp(19px,1.15vw + 12px,30px);line-height:1.36;font-weight:500;max-width:64ch;text-wrap:pretty;min-height:2.72em}
.stamp{font-weight:700;margin-inline-end:.4em}
.prompt{margin:14px 0 0;font-size:clamp(18px,.9vw + 12px,25px);line-height:1.35;font-weight:700}
.how{color:var(--dim);font-weight:400;font-size:.72em;margin-inline-start:.8em}
.choices{list-style:none;display:flex;flex-wrap:wrap;gap:10px;margin:12px 0 0;padding:0}
.choices li{flex:0 1 auto}
.choice{display:flex;gap:10px;align-items:center;text-align:start;border:2px solid var(--dim);border-radius:10px;background:none;padding:9px 16px 9px 10px;min-height:48px;font-size:clamp(16px,.5vw + 12px,20px);line-height:1.3;color:var(--ink)}
button.choice:hover{background:var(--soft)}
.choice b{flex:none;min-width:30px;height:30px;border-radius:50%;background:var(--soft);display:inline-grid;place-items:center;font-size:.85em}
.choice[aria-pressed=true]{border-color:var(--ink);background:var(--ink);color:var(--panel)}
.choice[aria-pressed=true] b{background:var(--panel);color:var(--ink)}
.choice.true{border:3px solid var(--ink);font-weight:600}
.choice.true b{background:var(--ink);color:var(--panel)}
.choice.false{border-style:dashed;border-width:1px;color:var(--dim)}
.said{margin:12px 0 0;font-weight:600}
.why{margin:10px 0 0;padding:0;list-style:none;display:grid;gap:4px;max-width:76ch;color:var(--dim);font-size:17px}
.why b{color:var(--ink);margin-inline-end:.5em}
.reveal{margin-top:16px;border:0;border-radius:10px;background:var(--ink);color:var(--panel);font-weight:600;font-size:18px;padding:11px 26px;min-height:48px}
.notes{margin:16px 0 0;padding:12px 16px;border-radius:10px;background:var(--soft);white-space:pre-line;max-width:80ch}
.notes b{display:block;font-size:12px;letter-spacing:.08em;text-transform:uppercase;color:var(--dim)}
body:not(.withNotes) .notes{display:none}
footer{position:sticky;bottom:0;display:flex;align-items:center;gap:12px;padding:10px clamp(14px,2.4vw,32px);padding-bottom:max(10px,env(safe-area-inset-bottom));background:var(--panel);border-top:1px solid var(--hairline);z-index:2}
footer input{flex:1;min-width:60px;height:40px;accent-color:var(--ink)}
footer .go{border:0;border-radius:10px;background:var(--soft);min-width:56px;min-height:48px;font-size:20px}
footer #next{background:var(--ink);color:var(--panel)}
footer .go:disabled{opacity:.35;cursor:default}
#where{font-variant-numeric:tabular-nums;font-weight:600;white-space:nowrap;min-width:4.5em;text-align:center}
#about{margin:0;padding:0 clamp(14px,2.4vw,32px) 12px;color:var(--dim);font-size:13px;max-width:1720px;width:100%;align-self:center}
@media (prefers-reduced-motion:no-preference){.page.come .pictures{animation:come .22s ease-out}@keyframes come{from{opacity:.25}to{opacity:1}}}
@media (max-width:900px){#body{grid-template-columns:minmax(0,1fr)}nav{position:static;max-height:none}body:not(.withSteps) nav{display:none}.caption{min-height:0}.pictures>svg{max-height:none}}
@media (min-width:901px){#list{display:none}}
@media (max-width:560px){header{padding-block:10px}#objective{display:none}.page{border-radius:10px}.choices,.choices li,.choice{width:100%}#about{padding-bottom:6px}}
@media print{@page{size:landscape;margin:10mm}
html,body{background:#fff;display:block;min-height:0}header,footer,nav,#about,.reveal{display:none!important}
#body,main{display:block;padding:0;margin:0;max-width:none}
.page,.page[hidden]{display:flex!important;break-inside:avoid;break-after:page;border:0;padding:0;min-height:0;height:178mm;background:#fff}
.page:last-child{break-after:auto}.pictures>svg{max-height:110mm}.caption{min-height:0;font-size:22px}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
)css";

}  // namespace

std::string_view playerStyle() { return kStyle; }

}  // namespace render
