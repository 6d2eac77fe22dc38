import { raw, type Suite } from './target';

export const infoContract: Suite = (target) => {
  test('tells the organisation of the key', async () => {
    const info = await target.session().client.info();
    expect(info).toEqual({ organization_id: expect.any(String), subscription_type: expect.any(String), api_key_name: expect.any(String) });
  });

  test('answers 401 to a wrong key and to none', async () => {
    expect((await raw(target.session(), 'GET', '/info', { headers: { 'x-api-key': 'surely-wrong' } })).status).toBe(401);
    expect((await raw(target.session(), 'GET', '/info', { headers: {} })).status).toBe(401);
  });
};
